"""Messages in words: catalogues in ICU message syntax, a folder of files for each language."""
