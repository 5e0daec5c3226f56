-- name: contact_by_mail
-- roles: application
-- parameters: ["Mail000077@client.invalid"]
SELECT id FROM contacts WHERE mail = $1::text;
