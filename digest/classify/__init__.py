"""What a text is about, each label with the sentence that decided it: ``labelling`` reads a text, the rest finds."""
