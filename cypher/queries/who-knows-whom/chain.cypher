// name: chain
// title: How two are connected
// question:
//   en: By which shortest chain of dealings are two bodies or persons connected?
//   de: Über welche kürzeste Kette von Beziehungen sind zwei Unternehmen oder Personen verbunden?
// purpose: Find the way from us to somebody we do not know, step by step. Of chains of the same length the one with the fewest announced dealings and places is shown; one that rests on announced dealings has them marked.
// see_also: [introductions, common]
// parameters:
//   from: {type: any, help: "Where the chain begins.", example: IHK Cottbus}
//   to: {type: any, help: "Where it ends.", example: Hou Zhigang}
// columns:
//   step: its place in the chain
//   one: who stands nearer to the beginning
//   relation: what joins them; an arrow shows the direction where there is one
//   other: who stands nearer to the end
MATCH (a:Entity {key: $from})
MATCH (b:Entity {key: $to})
WITH a, b, b.dealings < a.dealings AS turned
WHERE a <> b
WITH turned, CASE WHEN turned THEN b ELSE a END AS near, CASE WHEN turned THEN a ELSE b END AS far
MATCH p = allShortestPaths((near)-[:MET|COOPERATES_WITH|SIGNED_AGREEMENT_WITH|VISITED|SUPPORTED_BY|REPRESENTS|PARTICIPATED_IN|ORGANISED_BY*..6]-(far))
WITH turned, p
LIMIT 1000
WITH CASE WHEN turned THEN reverse(nodes(p)) ELSE nodes(p) END AS stations,
  CASE WHEN turned THEN reverse(relationships(p)) ELSE relationships(p) END AS links
WITH stations, links, size([e IN links WHERE e.planned]) AS planned,
  size([n IN stations WHERE n:City OR n:Region OR n:Country]) AS places, [n IN stations | n.name] AS names,
  [e IN links | type(e)] AS types
ORDER BY planned, places, names, types
LIMIT 1
UNWIND range(0, size(links) - 1) AS i
WITH i, stations[i] AS one, links[i] AS e, stations[i + 1] AS other
RETURN
  i + 1 AS step,
  one.name AS one,
  CASE WHEN type(e) IN ['MET', 'COOPERATES_WITH', 'SIGNED_AGREEMENT_WITH'] THEN type(e)
       WHEN startNode(e) = one THEN type(e) + ' ->' ELSE '<- ' + type(e) END AS relation,
  other.name AS other,
  [one, other] AS nodes,
  [e] AS edges
ORDER BY step
