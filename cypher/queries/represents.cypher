// name: represents
// title: Who represents a body
// group: people
// question:
//   en: Who represents a body, a city, a region or a country?
//   de: Wer vertritt ein Unternehmen, eine Stadt, eine Region oder ein Land?
// parameters:
//   body: {type: any, help: "Body or place; with --all also all that lies in a place.", example: "IHK Cottbus"}
//   all: {type: flag, help: "Also those who represent what lies in the place."}
// columns:
//   person: the person
//   represents: whom the person represents
//   date: since when or when, as far as the articles say
//   planned: whether it was only announced
//   articles: how many articles say so
//   sentence: the best evidence
//   title: the article it stands in
//   published: when that article was published; dates are compared with it if date is empty
//   source: the article's address
MATCH (top:Entity {key: $body})<-[:LOCATED_IN*0..4]-(b:Entity)
WHERE $all OR b = top
WITH DISTINCT b
MATCH (person:Person)-[e:REPRESENTS]->(b)
RETURN
  person.name AS person,
  b.name AS represents,
  CASE WHEN e.first_date = e.last_date THEN e.first_date ELSE e.first_date + '/' + e.last_date END AS date,
  e.planned AS planned,
  e.articles AS articles,
  e.sentence AS sentence,
  e.title AS title,
  e.published AS published,
  e.source AS source
ORDER BY represents, person
