// name: brokers
// title: Brokers
// question:
//   en: Through which bodies are most others connected?
//   de: Über welche Einrichtungen sind die meisten anderen verbunden?
// purpose: Find the bodies that open most doors, among the 500 with most dealings. `only_through` counts the contacts that have dealt with nobody else in the graph; without the broker they would stand alone.
// scope: whole-graph
// see_also: [contacts, top-organisers]
// parameters:
//   in: {type: region, required: false, help: "Only bodies there.", example: Brandenburg}
//   limit: {type: int, default: 25, help: "Most rows to return."}
// columns:
//   body: the body
//   kind: Company, Agency or Institution
//   contacts: how many it has dealt with
//   only_through: how many of them have dealt with nobody else
CALL () {
  MATCH (b:Entity)
  WHERE $in IS NULL AND (b:Company OR b:Agency OR b:Institution)
  RETURN b
  UNION
  MATCH (:Entity {key: $in})<-[:LOCATED_IN*0..4]-(b:Entity)
  WHERE b:Company OR b:Agency OR b:Institution
  RETURN b
}
WITH b, COUNT { (b)-[:MET|COOPERATES_WITH|SIGNED_AGREEMENT_WITH|VISITED|SUPPORTED_BY]-() } AS dealings
WHERE dealings > 1
WITH b, dealings
ORDER BY dealings DESC, b.key
LIMIT 500
MATCH (b)-[e:MET|COOPERATES_WITH|SIGNED_AGREEMENT_WITH|VISITED|SUPPORTED_BY]-(o:Entity)
WHERE NOT o:Event AND ($planned OR NOT e.planned)
WITH b, count(DISTINCT o) AS contacts
WHERE contacts > 1
WITH b, contacts
ORDER BY contacts DESC, b.articles DESC, b.key
LIMIT $limit
MATCH (b)-[e:MET|COOPERATES_WITH|SIGNED_AGREEMENT_WITH|VISITED|SUPPORTED_BY]-(o:Entity)
WHERE NOT o:Event AND ($planned OR NOT e.planned)
WITH DISTINCT b, contacts, o
WITH b, contacts,
  CASE WHEN EXISTS { MATCH (o)-[:MET|COOPERATES_WITH|SIGNED_AGREEMENT_WITH|VISITED|SUPPORTED_BY]-(x:Entity) WHERE x <> b }
       THEN 0 ELSE 1 END AS alone
WITH b, contacts, sum(alone) AS only_through
RETURN
  b.name AS body,
  [l IN labels(b) WHERE l <> 'Entity'][0] AS kind,
  contacts,
  only_through
ORDER BY contacts DESC, only_through DESC, body
