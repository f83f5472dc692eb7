// name: events
// title: Events in a place
// group: events
// question:
//   en: Which trips led to a place, and which visits, fairs and meetings were there?
//   de: Welche Reisen führten an einen Ort, und welche Besuche, Messen und Treffen gab es dort?
// see_also: [organisers]
// parameters:
//   in: {type: region, help: "The place; all that lies in it counts.", example: Brandenburg}
//   since: {type: date, required: false, help: "Only events on or after this date.", example: "2016"}
//   until: {type: date, required: false, help: "Only events on or before this date."}
//   planned: {type: flag, help: "Also events that were only announced."}
// columns:
//   event: the event
//   place: where it was
//   organisers: who organised it
//   participants: how many took part, as far as the articles name them
//   date: when, as an ISO date or interval; empty if the articles do not say
//   planned: whether it was only announced
//   articles: how many articles say so
//   sentence: the best evidence
//   title: the article it stands in
//   published: when that article was published; dates are compared with it if date is empty
//   source: the article's address
MATCH (:Entity {key: $in})<-[:LOCATED_IN*0..4]-(place:Entity)
WITH DISTINCT place
MATCH (event:Event)-[e:EVENT_IN]->(place)
WHERE $planned OR NOT e.planned
WITH event, place, e, coalesce(e.first_date, e.published) AS first, coalesce(e.last_date, e.published) AS last
WHERE ($since IS NULL OR left($since, size(last)) <= last)
  AND ($until IS NULL OR left(first, size($until)) <= $until)
OPTIONAL MATCH (event)-[o:ORGANISED_BY]->(organiser:Entity)
WHERE $planned OR NOT o.planned
WITH event, place, e, last, organiser
ORDER BY organiser.name
WITH event, place, e, last, collect(organiser.name) AS organisers
OPTIONAL MATCH (event)<-[p:PARTICIPATED_IN]-(who:Entity)
WHERE $planned OR NOT p.planned
WITH event, place, e, last, organisers, count(DISTINCT who) AS participants
RETURN
  event.name AS event,
  place.name AS place,
  organisers,
  participants,
  CASE WHEN e.first_date = e.last_date THEN e.first_date ELSE e.first_date + '/' + e.last_date END AS date,
  e.planned AS planned,
  e.articles AS articles,
  e.sentence AS sentence,
  e.title AS title,
  e.published AS published,
  e.source AS source
ORDER BY coalesce(last, '') DESC, event, place
