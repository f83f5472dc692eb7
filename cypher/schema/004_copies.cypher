// Copies: `original` is the id of the article that stands for all copies of one text, `bands` are what copies share.
CREATE INDEX article_original IF NOT EXISTS FOR (a:Article) ON (a.original);
CREATE INDEX band_key IF NOT EXISTS FOR (b:Band) ON (b.key);
