"""The organizers' own words: concepts they add to the lexicon, correct, or switch off."""
