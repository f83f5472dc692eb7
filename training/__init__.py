"""Training of the extraction model: public NER first, then tagger, antecedents and relations jointly (README.md)."""
