// name: about
// title: Articles about an entity
// question:
//   en: Which articles name an entity, and how often?
//   de: Welche Artikel nennen einen Beteiligten, und wie oft?
// purpose: Read on at the source.
// see_also: [article]
// parameters:
//   entity: {type: any, help: "Body, person, place or event.", example: "IHK Cottbus"}
// columns:
//   article: the article's title
//   published: when it was published
//   mentions: how often it names the entity
//   id: its id
//   source: its address
MATCH (:Entity {key: $entity})<-[m:MENTIONS]-(a:Article)
RETURN
  a.title AS article,
  a.published AS published,
  m.count AS mentions,
  a.id AS id,
  a.url AS source
ORDER BY coalesce(published, '') DESC, mentions DESC, source
LIMIT $limit
