// name: organisers
// title: Who organised trips and events
// group: events
// question:
//   en: Who organised trips to a place, or events in it?
//   de: Wer hat Reisen an einen Ort oder Veranstaltungen dort organisiert?
// see_also: [events]
// parameters:
//   to: {type: region, help: "Where the trip went or the event was; all that lies in it counts.", example: China}
//   from: {type: region, required: false, help: "Only organisers from there.", example: Sachsen}
//   since: {type: date, required: false, help: "Only events on or after this date.", example: "2015"}
//   until: {type: date, required: false, help: "Only events on or before this date."}
//   planned: {type: flag, help: "Also events that were only announced."}
// columns:
//   organiser: who organised it
//   home: where the organiser is
//   event: the trip, fair, conference or visit
//   places: where in the place asked for it led to
//   date: when, as an ISO date or interval; empty if the articles do not say
//   planned: whether it was only announced
//   articles: how many articles say so
//   sentence: the best evidence
//   title: the article it stands in
//   published: when that article was published; dates are compared with it if date is empty
//   source: the article's address
MATCH (:Entity {key: $to})<-[:LOCATED_IN*0..4]-(place:Entity)
WITH DISTINCT place
MATCH (event:Event)-[i:EVENT_IN]->(place)
WHERE $planned OR NOT i.planned
WITH event, place, coalesce(i.first_date, i.published) AS first, coalesce(i.last_date, i.published) AS last
ORDER BY place.name
WITH event, collect(place.name) AS places, min(first) AS first, max(last) AS last
MATCH (event)-[e:ORGANISED_BY]->(organiser:Entity)
WHERE ($planned OR NOT e.planned)
  AND ($from IS NULL OR EXISTS { (organiser)-[:REPRESENTS*0..1]->(:Entity)-[:LOCATED_IN*0..4]->(:Entity {key: $from}) })
WITH event, places, organiser, e,
  coalesce(e.first_date, first, e.published) AS first, coalesce(e.last_date, last, e.published) AS last
WHERE ($since IS NULL OR left($since, size(last)) <= last)
  AND ($until IS NULL OR left(first, size($until)) <= $until)
OPTIONAL MATCH (organiser)-[:LOCATED_IN]->(home:Entity)
WITH event, places, organiser, e, last, home
ORDER BY home.name
WITH event, places, organiser, e, last, collect(home.name) AS homes
RETURN
  organiser.name AS organiser,
  homes AS home,
  event.name AS event,
  places,
  CASE WHEN e.first_date = e.last_date THEN e.first_date ELSE e.first_date + '/' + e.last_date END AS date,
  e.planned AS planned,
  e.articles AS articles,
  e.sentence AS sentence,
  e.title AS title,
  e.published AS published,
  e.source AS source
ORDER BY coalesce(last, '') DESC, event, organiser
