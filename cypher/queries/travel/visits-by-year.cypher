// name: visits-by-year
// title: Visits by region, country and year
// question:
//   en: How many visits went from the regions of a country to which countries, in which year?
//   de: Wie viele Besuche führten aus den Regionen eines Landes in welche Länder, in welchem Jahr?
// purpose: Compare the regions' travels over the years. A visit counts in the year of each of its dates, else in that of the article; one of several regions counts for each.
// scope: whole-graph
// see_also: [matrix, visits]
// parameters:
//   in: {type: region, default: Deutschland, help: "The country whose regions are counted.", example: Deutschland}
// columns:
//   region: the region the visitor, or whom the visitor represents, lies in
//   country: the country visited
//   year: the year; empty if neither the dealing nor the article has a date
//   visits: how many visits, each pair of visitor and place visited once
//   visitors: how many different visitors
MATCH (:Entity {key: $in})<-[:LOCATED_IN]-(region:Region)
MATCH (region)<-[:LOCATED_IN*0..3]-(:Entity)<-[:REPRESENTS*0..1]-(who:Entity)
WITH DISTINCT region, who
MATCH (who)-[e:VISITED]->(goal:Entity)
WHERE any(key IN goal.countries WHERE key <> $in) AND ($planned OR NOT e.planned)
UNWIND goal.countries AS key
WITH region, who, e, key
WHERE key <> $in
UNWIND CASE WHEN size(e.dates) > 0 THEN e.dates WHEN size(e.reported) > 0 THEN e.reported ELSE [''] END AS day
WITH DISTINCT region, key, who, e, left(day, 4) AS year
WITH region, key, year, count(e) AS visits, count(DISTINCT who) AS visitors
MATCH (country:Entity {key: key})
RETURN
  region.name AS region,
  country.name AS country,
  CASE WHEN year <> '' THEN toInteger(year) END AS year,
  visits,
  visitors
ORDER BY visits DESC, region, country, year
LIMIT $limit
