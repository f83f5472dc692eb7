// name: duplicates
// title: Possible duplicates
// question:
//   en: Which entities may be one and the same, since they share a name?
//   de: Welche Beteiligten sind vielleicht ein und derselbe, weil sie einen Namen teilen?
// purpose: Find what to join by a judgement. Bodies of different kinds are compared, too; a name that more than twenty share tells nothing and is left out.
// scope: whole-graph
// empty: "no two bodies or persons share a name: there is nothing to join"
// see_also: [names, find]
// columns:
//   shared: the name they share
//   one: the name of the first
//   other: the name of the second
//   kinds: what they are
//   one_key: the key of the first
//   other_key: the key of the second
MATCH (e:Entity)
WHERE e:Company OR e:Agency OR e:Institution OR e:Person
UNWIND [e.name] + e.aliases AS form
WITH toLower(form) AS shared, collect(DISTINCT e) AS found
WHERE size(found) > 1 AND size(found) <= 20
UNWIND found AS a
UNWIND found AS b
WITH shared, a, b
WHERE a.key < b.key AND (a:Person AND b:Person OR NOT a:Person AND NOT b:Person)
WITH a, b, min(shared) AS shared
RETURN
  shared,
  a.name AS one,
  b.name AS other,
  [[l IN labels(a) WHERE l <> 'Entity'][0], [l IN labels(b) WHERE l <> 'Entity'][0]] AS kinds,
  a.key AS one_key,
  b.key AS other_key
ORDER BY CASE WHEN shared IN [toLower(a.name), toLower(b.name)] THEN 0 ELSE 1 END, a.articles + b.articles DESC,
  shared, one_key, other_key
LIMIT $limit
