/**
 * What is said in custom fields of a customer and of the organisation they belong to, as SQL: ids of fields are unique,
 * so that one object has both. Of a text no more than that there is one (true): this goes into workflows, which hold no
 * words.
 *
 * @param customerId SQL
 */
export const requesterFieldsOf = (customerId: string): string =>
  `(SELECT coalesce(jsonb_object_agg(said.key, CASE WHEN f.kind = 'text' THEN 'true'::jsonb ELSE said.value END), '{}')
    FROM customer c LEFT JOIN organisation o ON o.id = c.organisation_id
      CROSS JOIN LATERAL jsonb_each(coalesce(o.fields, '{}') || c.fields) AS said
      LEFT JOIN custom_field f ON f.id::text = said.key
    WHERE c.id = ${customerId})`;
