"""The files of a new digest, as data; ``start`` says where each of them goes."""
