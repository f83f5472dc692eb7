// Wordings: articles with the same `wording` have the same words; the nodes (:Band {key, wording}) stand for all of them.
CREATE INDEX article_wording IF NOT EXISTS FOR (a:Article) ON (a.wording);
