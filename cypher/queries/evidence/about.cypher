// name: about
// title: Articles about an entity
// question:
//   en: Which articles name an entity, and how often?
//   de: Welche Artikel nennen einen Beteiligten, und wie oft?
// purpose: Read on at the source. Of copies of one text only the first is shown.
// see_also: [article]
// parameters:
//   entity: {type: any, help: "Body, person, place or event.", example: "IHK Cottbus"}
// columns:
//   article: the article's title
//   published: when it was published
//   mentions: how often it names the entity
//   id: its id
//   source: its address
//   further: the addresses of copies of the article
MATCH (:Entity {key: $entity})<-[m:MENTIONS]-(a:Article)
WITH a, m.count AS mentions
ORDER BY coalesce(a.published, '') + '~', a.url
WITH coalesce(a.original, a.id) AS original, collect(a) AS copies, collect(mentions) AS counts
WITH original, copies[0] AS a, counts[0] AS mentions
ORDER BY coalesce(a.published, '') DESC, mentions DESC, a.url
LIMIT $limit
OPTIONAL MATCH (c:Article {original: original})
WHERE c.id <> a.id
WITH a, mentions, c
ORDER BY coalesce(c.published, '') + '~', c.url
WITH a, mentions, collect(c.url) AS further
RETURN
  a.title AS article,
  a.published AS published,
  mentions,
  a.id AS id,
  a.url AS source,
  further
ORDER BY coalesce(published, '') DESC, mentions DESC, source
