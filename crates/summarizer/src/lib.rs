//! Scores sentences and selects the ones that stand for the article.
