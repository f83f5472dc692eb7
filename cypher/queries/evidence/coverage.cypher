// name: coverage
// title: Coverage by source and month
// question:
//   en: How many articles of which source does the graph hold, by month?
//   de: Wie viele Artikel welcher Quelle enthält der Graph, nach Monaten?
// purpose: See where articles are missing.
// scope: whole-graph
// see_also: [new]
// parameters:
//   since: {type: date, required: false, help: "Only articles published on or after this date."}
//   until: {type: date, required: false, help: "Only articles published on or before this date."}
// columns:
//   source: the source as the article states it, else the host of its address
//   month: the month of publication, or the year; empty if unknown
//   articles: how many
//   statements: how many statements they make
MATCH (a:Article)
WHERE $since IS NULL AND $until IS NULL OR (a.published IS NOT NULL
  AND ($since IS NULL OR left($since, size(a.published)) <= a.published)
  AND ($until IS NULL OR left(a.published, size($until)) <= $until))
OPTIONAL MATCH (a)-[:STATES]->(s:Statement)
WHERE s.type <> 'ALIAS_OF'
WITH a, count(s) AS number
WITH coalesce(a.source, split(split(a.url, '://')[1], '/')[0], '') AS source, coalesce(left(a.published, 7), '') AS month,
  number
WITH source, month, count(number) AS articles, sum(number) AS statements
RETURN
  source,
  CASE WHEN month <> '' THEN month END AS month,
  articles,
  statements
ORDER BY source, month DESC
LIMIT $limit
