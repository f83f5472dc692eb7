// name: top-organisers
// title: Who organises most
// question:
//   en: Who has organised most trips and events?
//   de: Wer hat die meisten Reisen und Veranstaltungen organisiert?
// purpose: Find the most active agencies and chambers.
// scope: whole-graph
// see_also: [organised, brokers]
// parameters:
//   in: {type: region, required: false, help: "Only organisers from there.", example: Thüringen}
// columns:
//   organiser: who organised them
//   kind: Company, Agency, Institution, City, Region, Country or Person
//   events: how many
//   countries: the countries they led to or were in
MATCH (event:Event)-[e:ORGANISED_BY]->(who:Entity)
WHERE ($planned OR NOT e.planned)
  AND ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
WITH who, collect(DISTINCT event) AS events, count(DISTINCT event) AS number
WHERE $in IS NULL OR $in IN who.within
WITH who, events, number
ORDER BY number DESC, who.name, who.key
LIMIT $limit
UNWIND events AS event
OPTIONAL MATCH (event)-[:EVENT_IN]->(place:Entity)
UNWIND CASE WHEN size(place.countries) > 0 THEN place.countries ELSE [null] END AS key
WITH DISTINCT who, number, key
OPTIONAL MATCH (place:Entity {key: key})
WITH who, number, place.name AS country
ORDER BY country
WITH who, number, collect(country) AS countries
RETURN
  who.name AS organiser,
  [l IN labels(who) WHERE l <> 'Entity'][0] AS kind,
  number AS events,
  countries
ORDER BY events DESC, organiser
