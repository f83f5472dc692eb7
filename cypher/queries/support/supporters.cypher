// name: supporters
// title: Who supports whom
// question:
//   en: Whom does an agency support, and who supports the bodies of a region?
//   de: Wen unterstützt eine Förderstelle, und wer unterstützt die Unternehmen einer Region?
// purpose: See support on both sides of a party or a region.
// see_also: [supported, helpers]
// parameters:
//   of: {type: any, help: "Body, person or place, on either side; a place stands for all that lies in it.", example: Brandenburg}
// columns:
//   supported: "who is supported: a body, a person, a place or an event"
//   supporter: who supports it
MATCH (:Entity {key: $of})<-[:LOCATED_IN*0..4]-(b:Entity)
WITH DISTINCT b
MATCH (b)-[e:SUPPORTED_BY]-(:Entity)
WHERE ($planned OR NOT e.planned)
  AND ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
WITH DISTINCT e
WITH e, startNode(e) AS supported, endNode(e) AS supporter
RETURN
  supported.name AS supported,
  supporter.name AS supporter,
  [supported, supporter] AS nodes,
  [e] AS edges
ORDER BY supporter, supported, e.source
LIMIT $limit
