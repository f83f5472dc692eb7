// name: unplaced
// title: Entities without a place
// question:
//   en: Of which bodies does the graph not know where they are?
//   de: Von welchen Unternehmen und Einrichtungen weiß der Graph nicht, wo sie sind?
// purpose: Find what questions about regions miss; those named most often come first.
// scope: whole-graph
// see_also: [find]
// columns:
//   name: its name
//   kind: Company, Agency or Institution
//   articles: how many articles name it
//   key: its key
MATCH (e:Entity)
WHERE (e:Company OR e:Agency OR e:Institution) AND size(e.within) = 1
WITH e
ORDER BY e.articles DESC, e.name, e.key
LIMIT $limit
RETURN
  e.name AS name,
  [l IN labels(e) WHERE l <> 'Entity'][0] AS kind,
  e.articles AS articles,
  e.key AS key
ORDER BY articles DESC, name, key
