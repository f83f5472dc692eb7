// name: represents
// title: Who represents a body
// question:
//   en: Who represents a body, a city, a region or a country?
//   de: Wer vertritt ein Unternehmen, eine Stadt, eine Region oder ein Land?
// purpose: Find whom to write to.
// see_also: [functions, meetings]
// parameters:
//   body: {type: any, help: "Body or place; with --all also all that lies in a place.", example: "IHK Cottbus"}
//   all: {type: flag, help: "Also those who represent what lies in the place."}
// columns:
//   person: the person
//   represents: whom the person represents
CALL () {
  MATCH (b:Entity {key: $body})
  RETURN b
  UNION
  MATCH (top:Entity {key: $body})
  WHERE $all
  MATCH (top)<-[:LOCATED_IN*0..4]-(b:Entity)
  RETURN b
}
MATCH (person:Person)-[e:REPRESENTS]->(b)
WHERE ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
RETURN
  person.name AS person,
  b.name AS represents,
  [person, b] AS nodes,
  [e] AS edges
ORDER BY represents, person
LIMIT $limit
