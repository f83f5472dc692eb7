// name: article
// title: What an article states
// question:
//   en: What does one article state?
//   de: Was steht in einem Artikel?
// purpose: See what was read from one article.
// see_also: [about]
// parameters:
//   article: {type: article, help: "Its id, URL, path, or a title that only it has.", example: "Lausitzer Abwasser- und Klärtechnik in China gefragt"}
// columns:
//   subject: the one that acts
//   relation: what it does
//   object: the other one
//   modality: asserted, planned or denied
//   date: when, as far as the article says
//   confidence: how sure the reading is, from 0 to 1
//   sentence: the sentence that states it
//   further: the addresses of copies of the article
MATCH (a:Article {id: $article})
OPTIONAL MATCH (c:Article {original: a.original})
WHERE c.id <> a.id
WITH a, c
ORDER BY coalesce(c.published, '') + '~', c.url
WITH a, collect(c.url) AS further
MATCH (a)-[:STATES]->(s:Statement)
WHERE s.type <> 'ALIAS_OF'
OPTIONAL MATCH (:Name {key: s.subject})-[:DENOTES]->(subject:Entity)
OPTIONAL MATCH (:Name {key: s.object})-[:DENOTES]->(object:Entity)
RETURN
  coalesce(subject.name, s.subject) AS subject,
  s.type AS relation,
  coalesce(object.name, s.object) AS object,
  s.modality AS modality,
  s.date AS date,
  s.confidence AS confidence,
  s.sentence AS sentence,
  further
ORDER BY s.start, relation, subject, object
LIMIT $limit
