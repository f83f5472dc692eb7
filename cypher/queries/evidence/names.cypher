// name: names
// title: Names of one entity
// question:
//   en: Which names denote an entity, and in how many articles?
//   de: Welche Namen bezeichnen einen Beteiligten, und in wie vielen Artikeln?
// purpose: Check what was taken for the same; a file of judgements can separate or join names.
// see_also: [duplicates, find]
// parameters:
//   of: {type: any, help: "Body, person, place or event.", example: "IHK Cottbus"}
// columns:
//   name: the key of the name
//   forms: how articles write it
//   articles: how many articles use it
//   mentions: how often
MATCH (:Entity {key: $of})<-[:DENOTES]-(n:Name)
OPTIONAL MATCH (n)<-[u:USES]-(a:Article)
UNWIND CASE WHEN size(u.forms) > 0 THEN u.forms ELSE [null] END AS form
WITH DISTINCT n, a, u.mentions AS mentions, form
ORDER BY form
WITH n, a, mentions, collect(form) AS forms
WITH n, count(a) AS articles, sum(mentions) AS mentions, collect(forms) AS written
UNWIND CASE WHEN size(written) > 0 THEN written ELSE [[null]] END AS forms
UNWIND CASE WHEN size(forms) > 0 THEN forms ELSE [null] END AS form
WITH DISTINCT n, articles, mentions, form
ORDER BY form
WITH n, articles, mentions, collect(form) AS forms
RETURN
  n.key AS name,
  forms,
  articles,
  mentions
ORDER BY mentions DESC, name
LIMIT $limit
