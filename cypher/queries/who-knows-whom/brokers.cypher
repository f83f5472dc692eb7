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
  WHERE $in IS NULL AND (b:Company OR b:Agency OR b:Institution) AND b.dealings > 1
  RETURN b
  UNION
  MATCH (:Entity {key: $in})<-[:LOCATED_IN*0..4]-(b:Entity)
  WHERE (b:Company OR b:Agency OR b:Institution) AND b.dealings > 1
  RETURN b
}
WITH b
ORDER BY b.dealings DESC, b.key
LIMIT 500
MATCH (b)-[e:MET|COOPERATES_WITH|SIGNED_AGREEMENT_WITH|VISITED|SUPPORTED_BY]-(o:Entity)
WITH b, o, count(e) AS dealings, sum(CASE WHEN $planned OR NOT e.planned THEN 1 ELSE 0 END) AS told
WHERE told > 0
WITH b, count(o) AS contacts, sum(CASE WHEN o.dealings = dealings THEN 1 ELSE 0 END) AS only_through
WHERE contacts > 1
WITH b, contacts, only_through
ORDER BY contacts DESC, b.articles DESC, b.key
LIMIT $limit
RETURN
  b.name AS body,
  [l IN labels(b) WHERE l <> 'Entity'][0] AS kind,
  contacts,
  only_through
ORDER BY contacts DESC, only_through DESC, body
