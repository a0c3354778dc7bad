-- A database as revision 0002 left it, a row in every table: migrations are tried on it for ever after.
INSERT INTO survey (id, slug, title, audience, published_version_id) VALUES (1, 'residents', 'Getting online', 'residents', 1);
INSERT INTO version (id, survey_id, number, content_hash, content, published_at) VALUES (1, 1, 1, 'aa', '{}', 1780000000);
INSERT INTO wave (id, survey_id, number, opens_at, closes_at, withdraw_by) VALUES (1, 1, 1, 1780000000, 1790000000, '2026-12-31');
INSERT INTO collector (id, wave_id, code, channel, place, sample_type, public_computer) VALUES (1, 1, 'open', 'web', '', 'open', false);
INSERT INTO draft (key, wave_id, version_id, collector_id, variant, shared, content, revision, expires_hour) VALUES ('key of a draft', 1, 1, 1, 'en', true, '{"R04": null}', 1, 494444);
INSERT INTO response (id, survey_id, version_id, wave_id, collector_id, channel, place, variant, help, day, answers, reached, pace, state, demonstration, settled, stamp) VALUES (9223372036854775807, 1, 1, 1, 1, 'web', 'Chorley', 'en', 'none', '2026-05-28', '{"R04": "yes"}', 'check', 'usual', 'counted', false, false, 1);
INSERT INTO response (id, survey_id, version_id, wave_id, collector_id, channel, place, variant, help, day, answers, reached, pace, state, demonstration, settled, stamp) VALUES (5, 1, 1, 1, 1, 'web', '', 'en', 'none', '2026-05-28', '{"R04": null}', NULL, 'usual', 'withdrawn', false, true, 2);
INSERT INTO profile_answer (id, wave_id, question, answer, settled) VALUES (7, 1, 'S40', 'yes', false);
INSERT INTO receipt (code_hash, response_id, withdraw_by, settled) VALUES ('hash of a code', 5, '2026-12-31', true);
INSERT INTO member (id, email, disabled_at) VALUES (1, 'analyst@council.test', NULL);
INSERT INTO permission (id, member_id, name, survey_id, reason, expires_at) VALUES (1, 1, 'see_working', 1, '', NULL);
INSERT INTO sign_in_link (token_hash, member_id, expires_at) VALUES ('hash of a token', 1, 1780001800);
INSERT INTO session (id_hash, member_id, begun_at, seen_at, way) VALUES ('hash of an id', 1, 1780000000, 1780000060, 'password');
INSERT INTO session (id_hash, member_id, begun_at, seen_at, way) VALUES ('hash of an older id', 1, 1780000000, 1780000060, NULL);
INSERT INTO password (member_id, hash, set_at) VALUES (1, '$argon2id$v=19$m=47104,t=1,p=1$lBKGMjxUgWq1OvH4pX84sg$XuZcD4Zg2HytdV3ra3ZdVB8Og7jhl6cuXLOFjGNI/4w', 1780000000);
INSERT INTO wrong_try (key, count, at) VALUES ('hash of an account', 2, 1780000060);
INSERT INTO audit (sequence, at, member_id, event, detail, chain) VALUES (1, 1780000000, 1, 'signed_in', '', 'chain');
INSERT INTO lease (name, holder, until) VALUES ('jobs', 'one', 1780000060);
