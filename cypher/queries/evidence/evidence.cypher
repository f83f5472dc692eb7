// name: evidence
// title: Every statement on a pair
// question:
//   en: What do the articles state about two entities - also what was only announced, and what was denied?
//   de: Was sagen die Artikel über zwei Beteiligte - auch was nur angekündigt oder was verneint wurde?
// purpose: Check what an edge rests on. Of copies of one text only the first is shown.
// see_also: [announced, about]
// parameters:
//   one: {type: any, help: "Body, person, place or event.", example: "LKT Lausitzer Klärtechnik GmbH"}
//   other: {type: any, help: "The other one.", example: CRRC Corporation Limited}
// columns:
//   subject: the one that acts
//   relation: what it does
//   object: the other one
//   modality: asserted, planned or denied
//   date: the date of the dealing, else of the article
//   dated_by: dealing or article
//   confidence: how sure the reading is, from 0 to 1
//   sentence: the sentence that states it
//   title: the article it stands in
//   published: when that article was published
//   source: the article's address
//   further: the addresses of copies of the article
MATCH (one:Entity {key: $one})<-[:DENOTES]-(n:Name)
WITH one, collect(n.key) AS ones
MATCH (other:Entity {key: $other})<-[:DENOTES]-(n:Name)
WITH one, ones, other, collect(n.key) AS others
UNWIND ones AS name
CALL (name, others) {
  MATCH (s:Statement {subject: name}) WHERE s.object IN others RETURN s, true AS forward
  UNION ALL
  MATCH (s:Statement {object: name}) WHERE s.subject IN others RETURN s, false AS forward
}
WITH one, ones, other, others, s, forward
WHERE s.type <> 'ALIAS_OF'
MATCH (s)<-[:STATES]-(a:Article)
WHERE NOT EXISTS {
  MATCH (b:Article {original: a.original})-[:STATES]->(t:Statement {type: s.type, modality: s.modality})
  WHERE (t.subject IN ones AND t.object IN others OR t.subject IN others AND t.object IN ones)
    AND (coalesce(b.published, '') + '~' < coalesce(a.published, '') + '~'
      OR coalesce(b.published, '') = coalesce(a.published, '') AND b.url < a.url)
}
OPTIONAL MATCH (c:Article {original: a.original})
WHERE c.id <> a.id
WITH one, other, s, forward, a, c
ORDER BY coalesce(c.published, '') + '~', c.url
WITH one, other, s, forward, a, collect(c.url) AS further
RETURN
  CASE WHEN forward THEN one.name ELSE other.name END AS subject,
  s.type AS relation,
  CASE WHEN forward THEN other.name ELSE one.name END AS object,
  s.modality AS modality,
  coalesce(s.date, a.published) AS date,
  CASE WHEN s.date IS NOT NULL THEN 'dealing' WHEN a.published IS NOT NULL THEN 'article' END AS dated_by,
  s.confidence AS confidence,
  s.sentence AS sentence,
  a.title AS title,
  a.published AS published,
  a.url AS source,
  further
ORDER BY coalesce(date, '') DESC, relation, source, s.start
LIMIT $limit
