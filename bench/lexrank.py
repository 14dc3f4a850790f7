"""CPU seconds that sumy's LexRank takes for articles on standard input, {"lang", "text"} a line: `cargo xtask bench summarizer` runs it.

Sentences and words are found by NLTK, as sumy does it. Its Punkt models are a download of their own; where they are missing,
the same algorithm runs untrained, which is no slower."""

import json
import sys
import time

from nltk.tokenize import NLTKWordTokenizer
from nltk.tokenize.punkt import PunktSentenceTokenizer
from sumy.nlp import tokenizers
from sumy.nlp.stemmers import Stemmer
from sumy.parsers.plaintext import PlaintextParser
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.utils import get_stop_words

NAMES = {"de": "german", "en": "english", "es": "spanish", "fr": "french", "it": "italian", "pt": "portuguese"}


class Tokenizer(tokenizers.Tokenizer):
    """sumy's tokenizer without its look for downloaded models."""

    def __init__(self, language):
        self._language = language
        self._sentence_tokenizer = PunktSentenceTokenizer()
        self._word_tokenizer = NLTKWordTokenizer()


def summary(text, language):
    """Three sentences."""
    document = PlaintextParser.from_string(text, Tokenizer(language)).document
    summarizer = LexRankSummarizer(Stemmer(language))
    summarizer.stop_words = get_stop_words(language)
    return summarizer(document, 3)


def main():
    articles = [json.loads(line) for line in sys.stdin]
    # The first article pays for what is loaded once.
    summary(articles[0]["text"], NAMES[articles[0]["lang"]])
    start = time.process_time()
    for article in articles:
        summary(article["text"], NAMES[article["lang"]])
    print(time.process_time() - start)


main()
