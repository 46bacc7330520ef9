act_person: CONSTRAINT ck_act_person_role CHECK (role IN ('present', 'proposer', 'signatory', 'witness'))
act_person: CONSTRAINT fk_act_person_act_id FOREIGN KEY (act_id)
act_person: CONSTRAINT fk_act_person_city_id FOREIGN KEY (city_id)
act_person: CONSTRAINT fk_act_person_operation_id FOREIGN KEY (operation_id)
act_person: CONSTRAINT fk_act_person_person_id FOREIGN KEY (person_id)
act_person: CONSTRAINT uq_act_person_act_id_person_id UNIQUE (act_id, person_id)
act_person: INDEX ix_act_person_city_id (city_id) WHERE city_id IS NOT NULL
act_person: INDEX ix_act_person_person_id (person_id)
act_person: REFERENCE (act_id) TO agreement_act (id) UPDATE NO ACTION DELETE NO ACTION
act_person: REFERENCE (city_id) TO city (id) UPDATE NO ACTION DELETE NO ACTION
act_person: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
act_person: REFERENCE (person_id) TO person (id) UPDATE NO ACTION DELETE NO ACTION
act_person: TABLE STRICT AUTOINCREMENT
act_person: act_id INTEGER NOT NULL
act_person: city_id INTEGER
act_person: id INTEGER NOT NULL KEY
act_person: operation_id INTEGER NOT NULL
act_person: person_id INTEGER NOT NULL
act_person: post TEXT
act_person: role TEXT NOT NULL
activity: CONSTRAINT ck_activity_approximate CHECK (approximate IN (0, 1))
activity: CONSTRAINT ck_activity_attendance CHECK (attendance >= 0)
activity: CONSTRAINT ck_activity_delegation_only CHECK (kind = 'delegation' OR (purpose IS NULL AND size IS NULL))
activity: CONSTRAINT ck_activity_duration CHECK (substr(duration, 1, 1) = 'P' AND length(duration) > 2)
activity: CONSTRAINT ck_activity_end CHECK ((end_text IS NULL AND end_earliest IS NULL AND end_latest IS NULL AND end_doubtful IS NULL) OR (end_text IS NOT NULL AND end_text <> '' AND end_doubtful IS NOT NULL AND end_doubtful IN (0, 1) AND (end_earliest IS NULL OR (end_earliest LIKE '____-__-__' AND length(replace(end_earliest, '-', '')) = 8 AND ltrim(replace(end_earliest, '-', ''), '0123456789') = '' AND substr(end_earliest, 6, 2) BETWEEN '01' AND '12' AND substr(end_earliest, 9, 2) BETWEEN '01' AND '31')) AND (end_latest IS NULL OR (end_latest LIKE '____-__-__' AND length(replace(end_latest, '-', '')) = 8 AND ltrim(replace(end_latest, '-', ''), '0123456789') = '' AND substr(end_latest, 6, 2) BETWEEN '01' AND '12' AND substr(end_latest, 9, 2) BETWEEN '01' AND '31')) AND (end_earliest IS NULL OR end_latest IS NULL OR end_earliest <= end_latest) AND replace(end_text, '/', '') = end_text))
activity: CONSTRAINT ck_activity_event_only CHECK (kind = 'event' OR (venue IS NULL AND attendance IS NULL AND shown IS NULL))
activity: CONSTRAINT ck_activity_exchange_program_only CHECK (kind = 'exchange_program' OR participants IS NULL)
activity: CONSTRAINT ck_activity_internal CHECK (internal IN (0, 1))
activity: CONSTRAINT ck_activity_key CHECK (key <> '' AND ltrim(key, 'abcdefghijklmnopqrstuvwxyz0123456789-') = '')
activity: CONSTRAINT ck_activity_kind CHECK (kind IN ('delegation', 'event', 'exchange_program'))
activity: CONSTRAINT ck_activity_not_in_itself CHECK (part_of_id <> id)
activity: CONSTRAINT ck_activity_participants CHECK (participants >= 0)
activity: CONSTRAINT ck_activity_size CHECK (size >= 0)
activity: CONSTRAINT ck_activity_start CHECK ((start_text IS NULL AND start_earliest IS NULL AND start_latest IS NULL AND start_doubtful IS NULL) OR (start_text IS NOT NULL AND start_text <> '' AND start_doubtful IS NOT NULL AND start_doubtful IN (0, 1) AND (start_earliest IS NULL OR (start_earliest LIKE '____-__-__' AND length(replace(start_earliest, '-', '')) = 8 AND ltrim(replace(start_earliest, '-', ''), '0123456789') = '' AND substr(start_earliest, 6, 2) BETWEEN '01' AND '12' AND substr(start_earliest, 9, 2) BETWEEN '01' AND '31')) AND (start_latest IS NULL OR (start_latest LIKE '____-__-__' AND length(replace(start_latest, '-', '')) = 8 AND ltrim(replace(start_latest, '-', ''), '0123456789') = '' AND substr(start_latest, 6, 2) BETWEEN '01' AND '12' AND substr(start_latest, 9, 2) BETWEEN '01' AND '31')) AND (start_earliest IS NULL OR start_latest IS NULL OR start_earliest <= start_latest) AND replace(start_text, '/', '') = start_text))
activity: CONSTRAINT ck_activity_status CHECK (status IN ('cancelled', 'held', 'planned', 'postponed'))
activity: CONSTRAINT ck_activity_title CHECK (title <> '')
activity: CONSTRAINT fk_activity_agreement_id FOREIGN KEY (agreement_id)
activity: CONSTRAINT fk_activity_operation_id FOREIGN KEY (operation_id)
activity: CONSTRAINT fk_activity_part_of_id FOREIGN KEY (part_of_id)
activity: CONSTRAINT uq_activity_key UNIQUE (key)
activity: INDEX ix_activity_agreement_id (agreement_id) WHERE agreement_id IS NOT NULL
activity: INDEX ix_activity_part_of_id (part_of_id) WHERE part_of_id IS NOT NULL
activity: INDEX ix_activity_start_text (start_text)
activity: REFERENCE (agreement_id) TO agreement (id) UPDATE NO ACTION DELETE NO ACTION
activity: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
activity: REFERENCE (part_of_id) TO activity (id) UPDATE NO ACTION DELETE NO ACTION
activity: TABLE STRICT AUTOINCREMENT
activity: agreement_id INTEGER
activity: approximate INTEGER NOT NULL DEFAULT '0'
activity: attendance INTEGER
activity: count_text TEXT
activity: duration TEXT
activity: end_doubtful INTEGER
activity: end_earliest TEXT
activity: end_latest TEXT
activity: end_text TEXT
activity: id INTEGER NOT NULL KEY
activity: internal INTEGER NOT NULL DEFAULT '0'
activity: key TEXT NOT NULL
activity: kind TEXT NOT NULL
activity: operation_id INTEGER NOT NULL
activity: part_of_id INTEGER
activity: participants INTEGER
activity: purpose TEXT
activity: shown TEXT
activity: size INTEGER
activity: start_doubtful INTEGER
activity: start_earliest TEXT
activity: start_latest TEXT
activity: start_text TEXT
activity: status TEXT NOT NULL
activity: summary TEXT
activity: title TEXT NOT NULL
activity: venue TEXT
activity_field: CONSTRAINT ck_activity_field_field CHECK (field IN ('administration', 'agriculture_and_fishery', 'culture', 'disaster_and_safety', 'economy', 'environment', 'health', 'other', 'people', 'science_and_technology', 'sport', 'tourism', 'transport', 'urban_planning', 'youth_and_education'))
activity_field: CONSTRAINT fk_activity_field_activity_id FOREIGN KEY (activity_id)
activity_field: CONSTRAINT fk_activity_field_operation_id FOREIGN KEY (operation_id)
activity_field: CONSTRAINT uq_activity_field_activity_id_field UNIQUE (activity_id, field)
activity_field: REFERENCE (activity_id) TO activity (id) UPDATE NO ACTION DELETE NO ACTION
activity_field: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
activity_field: TABLE STRICT AUTOINCREMENT
activity_field: activity_id INTEGER NOT NULL
activity_field: field TEXT NOT NULL
activity_field: id INTEGER NOT NULL KEY
activity_field: operation_id INTEGER NOT NULL
activity_organization: CONSTRAINT ck_activity_organization_role CHECK (role IN ('beneficiary', 'exhibitor', 'funder', 'implementer', 'organiser'))
activity_organization: CONSTRAINT fk_activity_organization_activity_id FOREIGN KEY (activity_id)
activity_organization: CONSTRAINT fk_activity_organization_operation_id FOREIGN KEY (operation_id)
activity_organization: CONSTRAINT fk_activity_organization_organization_id FOREIGN KEY (organization_id)
activity_organization: CONSTRAINT uq_activity_organization_activity_id_organization_id_role UNIQUE (activity_id, organization_id, role)
activity_organization: INDEX ix_activity_organization_organization_id (organization_id)
activity_organization: REFERENCE (activity_id) TO activity (id) UPDATE NO ACTION DELETE NO ACTION
activity_organization: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
activity_organization: REFERENCE (organization_id) TO organization (id) UPDATE NO ACTION DELETE NO ACTION
activity_organization: TABLE STRICT AUTOINCREMENT
activity_organization: activity_id INTEGER NOT NULL
activity_organization: id INTEGER NOT NULL KEY
activity_organization: operation_id INTEGER NOT NULL
activity_organization: organization_id INTEGER NOT NULL
activity_organization: role TEXT NOT NULL
activity_person: CONSTRAINT ck_activity_person_role CHECK (role IN ('exhibitor', 'guest', 'head', 'host', 'member', 'participant', 'performer', 'speaker'))
activity_person: CONSTRAINT fk_activity_person_activity_id FOREIGN KEY (activity_id)
activity_person: CONSTRAINT fk_activity_person_operation_id FOREIGN KEY (operation_id)
activity_person: CONSTRAINT fk_activity_person_person_id FOREIGN KEY (person_id)
activity_person: CONSTRAINT uq_activity_person_activity_id_person_id_role UNIQUE (activity_id, person_id, role)
activity_person: INDEX ix_activity_person_person_id (person_id)
activity_person: REFERENCE (activity_id) TO activity (id) UPDATE NO ACTION DELETE NO ACTION
activity_person: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
activity_person: REFERENCE (person_id) TO person (id) UPDATE NO ACTION DELETE NO ACTION
activity_person: TABLE STRICT AUTOINCREMENT
activity_person: activity_id INTEGER NOT NULL
activity_person: id INTEGER NOT NULL KEY
activity_person: operation_id INTEGER NOT NULL
activity_person: person_id INTEGER NOT NULL
activity_person: post TEXT
activity_person: role TEXT NOT NULL
activity_place: CONSTRAINT ck_activity_place_city_or_country CHECK (CASE WHEN city_id IS NULL THEN 0 ELSE 1 END + CASE WHEN country_code IS NULL THEN 0 ELSE 1 END = 1)
activity_place: CONSTRAINT ck_activity_place_country_code CHECK (length(country_code) = 2 AND ltrim(country_code, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') = '')
activity_place: CONSTRAINT ck_activity_place_on CHECK ((on_text IS NULL AND on_earliest IS NULL AND on_latest IS NULL AND on_doubtful IS NULL) OR (on_text IS NOT NULL AND on_text <> '' AND on_doubtful IS NOT NULL AND on_doubtful IN (0, 1) AND (on_earliest IS NULL OR (on_earliest LIKE '____-__-__' AND length(replace(on_earliest, '-', '')) = 8 AND ltrim(replace(on_earliest, '-', ''), '0123456789') = '' AND substr(on_earliest, 6, 2) BETWEEN '01' AND '12' AND substr(on_earliest, 9, 2) BETWEEN '01' AND '31')) AND (on_latest IS NULL OR (on_latest LIKE '____-__-__' AND length(replace(on_latest, '-', '')) = 8 AND ltrim(replace(on_latest, '-', ''), '0123456789') = '' AND substr(on_latest, 6, 2) BETWEEN '01' AND '12' AND substr(on_latest, 9, 2) BETWEEN '01' AND '31')) AND (on_earliest IS NULL OR on_latest IS NULL OR on_earliest <= on_latest)))
activity_place: CONSTRAINT ck_activity_place_role CHECK (role IN ('guest', 'host', 'participant', 'sender', 'stop'))
activity_place: CONSTRAINT ck_activity_place_seq CHECK (seq >= 0)
activity_place: CONSTRAINT fk_activity_place_activity_id FOREIGN KEY (activity_id)
activity_place: CONSTRAINT fk_activity_place_city_id FOREIGN KEY (city_id)
activity_place: CONSTRAINT fk_activity_place_operation_id FOREIGN KEY (operation_id)
activity_place: CONSTRAINT uq_activity_place_activity_id_seq UNIQUE (activity_id, seq)
activity_place: INDEX ix_activity_place_city_id_activity_id (city_id, activity_id) WHERE city_id IS NOT NULL
activity_place: REFERENCE (activity_id) TO activity (id) UPDATE NO ACTION DELETE NO ACTION
activity_place: REFERENCE (city_id) TO city (id) UPDATE NO ACTION DELETE NO ACTION
activity_place: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
activity_place: TABLE STRICT AUTOINCREMENT
activity_place: activity_id INTEGER NOT NULL
activity_place: city_id INTEGER
activity_place: country_code TEXT
activity_place: id INTEGER NOT NULL KEY
activity_place: on_doubtful INTEGER
activity_place: on_earliest TEXT
activity_place: on_latest TEXT
activity_place: on_text TEXT
activity_place: operation_id INTEGER NOT NULL
activity_place: role TEXT NOT NULL
activity_place: seq INTEGER NOT NULL
agreement: CONSTRAINT ck_agreement_council_approved CHECK ((council_approved_text IS NULL AND council_approved_earliest IS NULL AND council_approved_latest IS NULL AND council_approved_doubtful IS NULL) OR (council_approved_text IS NOT NULL AND council_approved_text <> '' AND council_approved_doubtful IS NOT NULL AND council_approved_doubtful IN (0, 1) AND (council_approved_earliest IS NULL OR (council_approved_earliest LIKE '____-__-__' AND length(replace(council_approved_earliest, '-', '')) = 8 AND ltrim(replace(council_approved_earliest, '-', ''), '0123456789') = '' AND substr(council_approved_earliest, 6, 2) BETWEEN '01' AND '12' AND substr(council_approved_earliest, 9, 2) BETWEEN '01' AND '31')) AND (council_approved_latest IS NULL OR (council_approved_latest LIKE '____-__-__' AND length(replace(council_approved_latest, '-', '')) = 8 AND ltrim(replace(council_approved_latest, '-', ''), '0123456789') = '' AND substr(council_approved_latest, 6, 2) BETWEEN '01' AND '12' AND substr(council_approved_latest, 9, 2) BETWEEN '01' AND '31')) AND (council_approved_earliest IS NULL OR council_approved_latest IS NULL OR council_approved_earliest <= council_approved_latest) AND replace(council_approved_text, '/', '') = council_approved_text))
agreement: CONSTRAINT ck_agreement_instrument CHECK (instrument IN ('agreement', 'declaration', 'letter_of_intent', 'memorandum', 'protocol', 'unknown'))
agreement: CONSTRAINT ck_agreement_internal CHECK (internal IN (0, 1))
agreement: CONSTRAINT ck_agreement_key CHECK (key <> '' AND ltrim(key, 'abcdefghijklmnopqrstuvwxyz0123456789-') = '')
agreement: CONSTRAINT ck_agreement_kind CHECK (kind IN ('contact', 'cooperation', 'friendship_city', 'other', 'sister_city'))
agreement: CONSTRAINT ck_agreement_notice_months CHECK (notice_months >= 0)
agreement: CONSTRAINT ck_agreement_renewal CHECK (renewal IN ('automatic', 'by_agreement', 'none'))
agreement: CONSTRAINT ck_agreement_term_months CHECK (term_months > 0)
agreement: CONSTRAINT fk_agreement_operation_id FOREIGN KEY (operation_id)
agreement: CONSTRAINT uq_agreement_key UNIQUE (key)
agreement: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
agreement: TABLE STRICT AUTOINCREMENT
agreement: council_approval TEXT
agreement: council_approved_doubtful INTEGER
agreement: council_approved_earliest TEXT
agreement: council_approved_latest TEXT
agreement: council_approved_text TEXT
agreement: id INTEGER NOT NULL KEY
agreement: instrument TEXT NOT NULL
agreement: internal INTEGER NOT NULL DEFAULT '0'
agreement: key TEXT NOT NULL
agreement: kind TEXT NOT NULL
agreement: notice_months INTEGER
agreement: operation_id INTEGER NOT NULL
agreement: place_signed TEXT
agreement: renewal TEXT
agreement: summary TEXT
agreement: term_months INTEGER
agreement: title TEXT
agreement_act: CONSTRAINT ck_agreement_act_by_party CHECK ((mode = 'party') = (city_id IS NOT NULL))
agreement_act: CONSTRAINT ck_agreement_act_ground CHECK (ground IN ('armed_conflict', 'budget', 'foreign_policy', 'history_dispute', 'human_rights', 'inactivity', 'law', 'municipal_merger', 'other', 'term_ended', 'upgrade'))
agreement_act: CONSTRAINT ck_agreement_act_kind CHECK (kind IN ('abandoned', 'amended', 'ended', 'left', 'proposed', 'reaffirmed', 'renewed', 'resumed', 'signed', 'superseded', 'suspended', 'withdrawal_notified'))
agreement_act: CONSTRAINT ck_agreement_act_mode CHECK (mode IN ('circumstance', 'joint', 'party', 'unknown'))
agreement_act: CONSTRAINT ck_agreement_act_not_itself CHECK (successor_id <> agreement_id)
agreement_act: CONSTRAINT ck_agreement_act_on CHECK ((on_text IS NULL AND on_earliest IS NULL AND on_latest IS NULL AND on_doubtful IS NULL) OR (on_text IS NOT NULL AND on_text <> '' AND on_doubtful IS NOT NULL AND on_doubtful IN (0, 1) AND (on_earliest IS NULL OR (on_earliest LIKE '____-__-__' AND length(replace(on_earliest, '-', '')) = 8 AND ltrim(replace(on_earliest, '-', ''), '0123456789') = '' AND substr(on_earliest, 6, 2) BETWEEN '01' AND '12' AND substr(on_earliest, 9, 2) BETWEEN '01' AND '31')) AND (on_latest IS NULL OR (on_latest LIKE '____-__-__' AND length(replace(on_latest, '-', '')) = 8 AND ltrim(replace(on_latest, '-', ''), '0123456789') = '' AND substr(on_latest, 6, 2) BETWEEN '01' AND '12' AND substr(on_latest, 9, 2) BETWEEN '01' AND '31')) AND (on_earliest IS NULL OR on_latest IS NULL OR on_earliest <= on_latest) AND replace(on_text, '/', '') = on_text))
agreement_act: CONSTRAINT ck_agreement_act_one_leaves CHECK (kind NOT IN ('left', 'withdrawal_notified') OR mode = 'party')
agreement_act: CONSTRAINT ck_agreement_act_seq CHECK (seq >= 0)
agreement_act: CONSTRAINT ck_agreement_act_sets_term CHECK (until_text IS NULL OR kind IN ('reaffirmed', 'renewed', 'resumed', 'signed'))
agreement_act: CONSTRAINT ck_agreement_act_successor CHECK ((kind = 'superseded') = (successor_id IS NOT NULL))
agreement_act: CONSTRAINT ck_agreement_act_until CHECK ((until_text IS NULL AND until_earliest IS NULL AND until_latest IS NULL AND until_doubtful IS NULL) OR (until_text IS NOT NULL AND until_text <> '' AND until_doubtful IS NOT NULL AND until_doubtful IN (0, 1) AND (until_earliest IS NULL OR (until_earliest LIKE '____-__-__' AND length(replace(until_earliest, '-', '')) = 8 AND ltrim(replace(until_earliest, '-', ''), '0123456789') = '' AND substr(until_earliest, 6, 2) BETWEEN '01' AND '12' AND substr(until_earliest, 9, 2) BETWEEN '01' AND '31')) AND (until_latest IS NULL OR (until_latest LIKE '____-__-__' AND length(replace(until_latest, '-', '')) = 8 AND ltrim(replace(until_latest, '-', ''), '0123456789') = '' AND substr(until_latest, 6, 2) BETWEEN '01' AND '12' AND substr(until_latest, 9, 2) BETWEEN '01' AND '31')) AND (until_earliest IS NULL OR until_latest IS NULL OR until_earliest <= until_latest) AND replace(until_text, '/', '') = until_text))
agreement_act: CONSTRAINT fk_agreement_act_agreement_id FOREIGN KEY (agreement_id)
agreement_act: CONSTRAINT fk_agreement_act_agreement_id_city_id FOREIGN KEY (agreement_id, city_id)
agreement_act: CONSTRAINT fk_agreement_act_operation_id FOREIGN KEY (operation_id)
agreement_act: CONSTRAINT fk_agreement_act_successor_id FOREIGN KEY (successor_id)
agreement_act: CONSTRAINT uq_agreement_act_agreement_id_seq UNIQUE (agreement_id, seq)
agreement_act: INDEX ix_agreement_act_city_id (city_id) WHERE city_id IS NOT NULL
agreement_act: INDEX ix_agreement_act_on_earliest (on_earliest)
agreement_act: INDEX ix_agreement_act_successor_id (successor_id) WHERE successor_id IS NOT NULL
agreement_act: REFERENCE (agreement_id) TO agreement (id) UPDATE NO ACTION DELETE NO ACTION
agreement_act: REFERENCE (agreement_id, city_id) TO agreement_party (agreement_id, city_id) UPDATE NO ACTION DELETE NO ACTION
agreement_act: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
agreement_act: REFERENCE (successor_id) TO agreement (id) UPDATE NO ACTION DELETE NO ACTION
agreement_act: TABLE STRICT AUTOINCREMENT
agreement_act: agreement_id INTEGER NOT NULL
agreement_act: city_id INTEGER
agreement_act: ground TEXT
agreement_act: id INTEGER NOT NULL KEY
agreement_act: kind TEXT NOT NULL
agreement_act: mode TEXT NOT NULL
agreement_act: note TEXT
agreement_act: on_doubtful INTEGER
agreement_act: on_earliest TEXT
agreement_act: on_latest TEXT
agreement_act: on_text TEXT
agreement_act: operation_id INTEGER NOT NULL
agreement_act: seq INTEGER NOT NULL
agreement_act: successor_id INTEGER
agreement_act: until_doubtful INTEGER
agreement_act: until_earliest TEXT
agreement_act: until_latest TEXT
agreement_act: until_text TEXT
agreement_field: CONSTRAINT ck_agreement_field_field CHECK (field IN ('administration', 'agriculture_and_fishery', 'culture', 'disaster_and_safety', 'economy', 'environment', 'health', 'other', 'people', 'science_and_technology', 'sport', 'tourism', 'transport', 'urban_planning', 'youth_and_education'))
agreement_field: CONSTRAINT fk_agreement_field_agreement_id FOREIGN KEY (agreement_id)
agreement_field: CONSTRAINT fk_agreement_field_operation_id FOREIGN KEY (operation_id)
agreement_field: CONSTRAINT uq_agreement_field_agreement_id_field UNIQUE (agreement_id, field)
agreement_field: REFERENCE (agreement_id) TO agreement (id) UPDATE NO ACTION DELETE NO ACTION
agreement_field: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
agreement_field: TABLE STRICT AUTOINCREMENT
agreement_field: agreement_id INTEGER NOT NULL
agreement_field: field TEXT NOT NULL
agreement_field: id INTEGER NOT NULL KEY
agreement_field: operation_id INTEGER NOT NULL
agreement_organization: CONSTRAINT ck_agreement_organization_role CHECK (role IN ('beneficiary', 'coordinator', 'implementer', 'signatory'))
agreement_organization: CONSTRAINT fk_agreement_organization_agreement_id FOREIGN KEY (agreement_id)
agreement_organization: CONSTRAINT fk_agreement_organization_operation_id FOREIGN KEY (operation_id)
agreement_organization: CONSTRAINT fk_agreement_organization_organization_id FOREIGN KEY (organization_id)
agreement_organization: CONSTRAINT uq_agreement_organization_agreement_id_organization_id_role UNIQUE (agreement_id, organization_id, role)
agreement_organization: INDEX ix_agreement_organization_organization_id (organization_id)
agreement_organization: REFERENCE (agreement_id) TO agreement (id) UPDATE NO ACTION DELETE NO ACTION
agreement_organization: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
agreement_organization: REFERENCE (organization_id) TO organization (id) UPDATE NO ACTION DELETE NO ACTION
agreement_organization: TABLE STRICT AUTOINCREMENT
agreement_organization: agreement_id INTEGER NOT NULL
agreement_organization: id INTEGER NOT NULL KEY
agreement_organization: operation_id INTEGER NOT NULL
agreement_organization: organization_id INTEGER NOT NULL
agreement_organization: role TEXT NOT NULL
agreement_party: CONSTRAINT fk_agreement_party_agreement_id FOREIGN KEY (agreement_id)
agreement_party: CONSTRAINT fk_agreement_party_city_id FOREIGN KEY (city_id)
agreement_party: CONSTRAINT fk_agreement_party_operation_id FOREIGN KEY (operation_id)
agreement_party: CONSTRAINT uq_agreement_party_agreement_id_city_id UNIQUE (agreement_id, city_id)
agreement_party: INDEX ix_agreement_party_city_id_agreement_id (city_id, agreement_id)
agreement_party: REFERENCE (agreement_id) TO agreement (id) UPDATE NO ACTION DELETE NO ACTION
agreement_party: REFERENCE (city_id) TO city (id) UPDATE NO ACTION DELETE NO ACTION
agreement_party: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
agreement_party: TABLE STRICT AUTOINCREMENT
agreement_party: agreement_id INTEGER NOT NULL
agreement_party: city_id INTEGER NOT NULL
agreement_party: id INTEGER NOT NULL KEY
agreement_party: operation_id INTEGER NOT NULL
change: CONSTRAINT ck_change_after CHECK (kind = 'delete' OR after IS NOT NULL)
change: CONSTRAINT ck_change_before CHECK (kind = 'insert' OR before IS NOT NULL)
change: CONSTRAINT ck_change_kind CHECK (kind IN ('delete', 'insert', 'update'))
change: CONSTRAINT ck_change_seq CHECK (seq >= 0)
change: CONSTRAINT fk_change_operation_id FOREIGN KEY (operation_id)
change: CONSTRAINT uq_change_operation_id_seq UNIQUE (operation_id, seq)
change: INDEX ix_change_record (record)
change: INDEX ix_change_record_table_record_id (record_table, record_id)
change: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
change: TABLE STRICT AUTOINCREMENT
change: after TEXT
change: before TEXT
change: id INTEGER NOT NULL KEY
change: kind TEXT NOT NULL
change: operation_id INTEGER NOT NULL
change: record TEXT NOT NULL
change: record_id INTEGER NOT NULL
change: record_table TEXT NOT NULL
change: seq INTEGER NOT NULL
citation: CONSTRAINT ck_citation_basis CHECK (basis IN ('inferred', 'stated'))
citation: CONSTRAINT ck_citation_one_record CHECK (CASE WHEN city_id IS NULL THEN 0 ELSE 1 END + CASE WHEN city_name_id IS NULL THEN 0 ELSE 1 END + CASE WHEN city_succession_id IS NULL THEN 0 ELSE 1 END + CASE WHEN agreement_id IS NULL THEN 0 ELSE 1 END + CASE WHEN agreement_act_id IS NULL THEN 0 ELSE 1 END + CASE WHEN activity_id IS NULL THEN 0 ELSE 1 END + CASE WHEN person_id IS NULL THEN 0 ELSE 1 END + CASE WHEN person_name_id IS NULL THEN 0 ELSE 1 END + CASE WHEN person_post_id IS NULL THEN 0 ELSE 1 END + CASE WHEN organization_id IS NULL THEN 0 ELSE 1 END + CASE WHEN contact_id IS NULL THEN 0 ELSE 1 END + CASE WHEN commitment_id IS NULL THEN 0 ELSE 1 END + CASE WHEN expense_id IS NULL THEN 0 ELSE 1 END + CASE WHEN reported_count_id IS NULL THEN 0 ELSE 1 END = 1)
citation: CONSTRAINT ck_citation_preferred CHECK (preferred IN (0, 1))
citation: CONSTRAINT ck_citation_seq CHECK (seq >= 0)
citation: CONSTRAINT ck_citation_unlisted_on CHECK ((unlisted_on_text IS NULL AND unlisted_on_earliest IS NULL AND unlisted_on_latest IS NULL AND unlisted_on_doubtful IS NULL) OR (unlisted_on_text IS NOT NULL AND unlisted_on_text <> '' AND unlisted_on_doubtful IS NOT NULL AND unlisted_on_doubtful IN (0, 1) AND (unlisted_on_earliest IS NULL OR (unlisted_on_earliest LIKE '____-__-__' AND length(replace(unlisted_on_earliest, '-', '')) = 8 AND ltrim(replace(unlisted_on_earliest, '-', ''), '0123456789') = '' AND substr(unlisted_on_earliest, 6, 2) BETWEEN '01' AND '12' AND substr(unlisted_on_earliest, 9, 2) BETWEEN '01' AND '31')) AND (unlisted_on_latest IS NULL OR (unlisted_on_latest LIKE '____-__-__' AND length(replace(unlisted_on_latest, '-', '')) = 8 AND ltrim(replace(unlisted_on_latest, '-', ''), '0123456789') = '' AND substr(unlisted_on_latest, 6, 2) BETWEEN '01' AND '12' AND substr(unlisted_on_latest, 9, 2) BETWEEN '01' AND '31')) AND (unlisted_on_earliest IS NULL OR unlisted_on_latest IS NULL OR unlisted_on_earliest <= unlisted_on_latest) AND replace(unlisted_on_text, '/', '') = unlisted_on_text))
citation: CONSTRAINT fk_citation_activity_id FOREIGN KEY (activity_id)
citation: CONSTRAINT fk_citation_agreement_act_id FOREIGN KEY (agreement_act_id)
citation: CONSTRAINT fk_citation_agreement_id FOREIGN KEY (agreement_id)
citation: CONSTRAINT fk_citation_city_id FOREIGN KEY (city_id)
citation: CONSTRAINT fk_citation_city_name_id FOREIGN KEY (city_name_id)
citation: CONSTRAINT fk_citation_city_succession_id FOREIGN KEY (city_succession_id)
citation: CONSTRAINT fk_citation_commitment_id FOREIGN KEY (commitment_id)
citation: CONSTRAINT fk_citation_contact_id FOREIGN KEY (contact_id)
citation: CONSTRAINT fk_citation_expense_id FOREIGN KEY (expense_id)
citation: CONSTRAINT fk_citation_operation_id FOREIGN KEY (operation_id)
citation: CONSTRAINT fk_citation_organization_id FOREIGN KEY (organization_id)
citation: CONSTRAINT fk_citation_person_id FOREIGN KEY (person_id)
citation: CONSTRAINT fk_citation_person_name_id FOREIGN KEY (person_name_id)
citation: CONSTRAINT fk_citation_person_post_id FOREIGN KEY (person_post_id)
citation: CONSTRAINT fk_citation_reported_count_id FOREIGN KEY (reported_count_id)
citation: CONSTRAINT fk_citation_source_id FOREIGN KEY (source_id)
citation: CONSTRAINT uq_citation_source_id_seq UNIQUE (source_id, seq)
citation: INDEX ix_citation_activity_id (activity_id) WHERE activity_id IS NOT NULL
citation: INDEX ix_citation_agreement_act_id (agreement_act_id) WHERE agreement_act_id IS NOT NULL
citation: INDEX ix_citation_agreement_id (agreement_id) WHERE agreement_id IS NOT NULL
citation: INDEX ix_citation_city_id (city_id) WHERE city_id IS NOT NULL
citation: INDEX ix_citation_city_name_id (city_name_id) WHERE city_name_id IS NOT NULL
citation: INDEX ix_citation_city_succession_id (city_succession_id) WHERE city_succession_id IS NOT NULL
citation: INDEX ix_citation_commitment_id (commitment_id) WHERE commitment_id IS NOT NULL
citation: INDEX ix_citation_contact_id (contact_id) WHERE contact_id IS NOT NULL
citation: INDEX ix_citation_expense_id (expense_id) WHERE expense_id IS NOT NULL
citation: INDEX ix_citation_organization_id (organization_id) WHERE organization_id IS NOT NULL
citation: INDEX ix_citation_person_id (person_id) WHERE person_id IS NOT NULL
citation: INDEX ix_citation_person_name_id (person_name_id) WHERE person_name_id IS NOT NULL
citation: INDEX ix_citation_person_post_id (person_post_id) WHERE person_post_id IS NOT NULL
citation: INDEX ix_citation_reported_count_id (reported_count_id) WHERE reported_count_id IS NOT NULL
citation: REFERENCE (activity_id) TO activity (id) UPDATE NO ACTION DELETE NO ACTION
citation: REFERENCE (agreement_act_id) TO agreement_act (id) UPDATE NO ACTION DELETE NO ACTION
citation: REFERENCE (agreement_id) TO agreement (id) UPDATE NO ACTION DELETE NO ACTION
citation: REFERENCE (city_id) TO city (id) UPDATE NO ACTION DELETE NO ACTION
citation: REFERENCE (city_name_id) TO city_name (id) UPDATE NO ACTION DELETE NO ACTION
citation: REFERENCE (city_succession_id) TO city_succession (id) UPDATE NO ACTION DELETE NO ACTION
citation: REFERENCE (commitment_id) TO commitment (id) UPDATE NO ACTION DELETE NO ACTION
citation: REFERENCE (contact_id) TO contact (id) UPDATE NO ACTION DELETE NO ACTION
citation: REFERENCE (expense_id) TO expense (id) UPDATE NO ACTION DELETE NO ACTION
citation: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
citation: REFERENCE (organization_id) TO organization (id) UPDATE NO ACTION DELETE NO ACTION
citation: REFERENCE (person_id) TO person (id) UPDATE NO ACTION DELETE NO ACTION
citation: REFERENCE (person_name_id) TO person_name (id) UPDATE NO ACTION DELETE NO ACTION
citation: REFERENCE (person_post_id) TO person_post (id) UPDATE NO ACTION DELETE NO ACTION
citation: REFERENCE (reported_count_id) TO reported_count (id) UPDATE NO ACTION DELETE NO ACTION
citation: REFERENCE (source_id) TO source (id) UPDATE NO ACTION DELETE NO ACTION
citation: TABLE STRICT AUTOINCREMENT
citation: activity_id INTEGER
citation: agreement_act_id INTEGER
citation: agreement_id INTEGER
citation: basis TEXT NOT NULL
citation: because TEXT
citation: city_id INTEGER
citation: city_name_id INTEGER
citation: city_succession_id INTEGER
citation: commitment_id INTEGER
citation: contact_id INTEGER
citation: expense_id INTEGER
citation: field TEXT
citation: id INTEGER NOT NULL KEY
citation: locator TEXT
citation: operation_id INTEGER NOT NULL
citation: organization_id INTEGER
citation: person_id INTEGER
citation: person_name_id INTEGER
citation: person_post_id INTEGER
citation: preferred INTEGER NOT NULL DEFAULT '0'
citation: reported_count_id INTEGER
citation: seq INTEGER NOT NULL
citation: source_id INTEGER NOT NULL
citation: unlisted_on_doubtful INTEGER
citation: unlisted_on_earliest TEXT
citation: unlisted_on_latest TEXT
citation: unlisted_on_text TEXT
citation: value TEXT
city: CONSTRAINT ck_city_country_code CHECK (length(country_code) = 2 AND ltrim(country_code, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') = '')
city: CONSTRAINT ck_city_folded CHECK (folded <> '')
city: CONSTRAINT ck_city_key CHECK (key <> '' AND ltrim(key, 'abcdefghijklmnopqrstuvwxyz0123456789-') = '')
city: CONSTRAINT ck_city_kind CHECK (kind IN ('city', 'county', 'district', 'municipality', 'other', 'prefecture', 'province', 'region', 'republic', 'state'))
city: CONSTRAINT ck_city_latitude CHECK (latitude BETWEEN -90 AND 90)
city: CONSTRAINT ck_city_longitude CHECK (longitude BETWEEN -180 AND 180)
city: CONSTRAINT ck_city_name CHECK (name <> '')
city: CONSTRAINT ck_city_population CHECK (population >= 0)
city: CONSTRAINT ck_city_population_of_year CHECK (population_year IS NULL OR population IS NOT NULL)
city: CONSTRAINT ck_city_population_year CHECK (population_year BETWEEN 1 AND 9999)
city: CONSTRAINT ck_city_position CHECK ((latitude IS NULL) = (longitude IS NULL))
city: CONSTRAINT ck_city_wikidata_id CHECK (substr(wikidata_id, 1, 1) = 'Q' AND length(wikidata_id) > 1 AND ltrim(substr(wikidata_id, 2), '0123456789') = '')
city: CONSTRAINT fk_city_operation_id FOREIGN KEY (operation_id)
city: CONSTRAINT uq_city_geonames_id UNIQUE (geonames_id)
city: CONSTRAINT uq_city_key UNIQUE (key)
city: CONSTRAINT uq_city_wikidata_id UNIQUE (wikidata_id)
city: INDEX ix_city_country_code (country_code)
city: INDEX ix_city_folded (folded)
city: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
city: TABLE STRICT AUTOINCREMENT
city: admin1 TEXT
city: country_code TEXT
city: folded TEXT NOT NULL
city: geonames_id INTEGER
city: id INTEGER NOT NULL KEY
city: key TEXT NOT NULL
city: kind TEXT NOT NULL
city: latitude REAL
city: longitude REAL
city: name TEXT NOT NULL
city: operation_id INTEGER NOT NULL
city: population INTEGER
city: population_year INTEGER
city: wikidata_id TEXT
city_identifier: CONSTRAINT ck_city_identifier_scheme CHECK (scheme <> '' AND ltrim(scheme, 'abcdefghijklmnopqrstuvwxyz0123456789_') = '')
city_identifier: CONSTRAINT ck_city_identifier_value CHECK (value <> '')
city_identifier: CONSTRAINT fk_city_identifier_city_id FOREIGN KEY (city_id)
city_identifier: CONSTRAINT fk_city_identifier_operation_id FOREIGN KEY (operation_id)
city_identifier: CONSTRAINT uq_city_identifier_city_id_scheme_value UNIQUE (city_id, scheme, value)
city_identifier: INDEX ix_city_identifier_scheme_value (scheme, value)
city_identifier: REFERENCE (city_id) TO city (id) UPDATE NO ACTION DELETE NO ACTION
city_identifier: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
city_identifier: TABLE STRICT AUTOINCREMENT
city_identifier: city_id INTEGER NOT NULL
city_identifier: id INTEGER NOT NULL KEY
city_identifier: operation_id INTEGER NOT NULL
city_identifier: scheme TEXT NOT NULL
city_identifier: value TEXT NOT NULL
city_name: CONSTRAINT ck_city_name_folded CHECK (folded <> '')
city_name: CONSTRAINT ck_city_name_kind CHECK (kind IN ('exonym', 'former', 'government', 'official', 'romanisation', 'short'))
city_name: CONSTRAINT ck_city_name_name CHECK (name <> '')
city_name: CONSTRAINT ck_city_name_seq CHECK (seq >= 0)
city_name: CONSTRAINT ck_city_name_since CHECK ((since_text IS NULL AND since_earliest IS NULL AND since_latest IS NULL AND since_doubtful IS NULL) OR (since_text IS NOT NULL AND since_text <> '' AND since_doubtful IS NOT NULL AND since_doubtful IN (0, 1) AND (since_earliest IS NULL OR (since_earliest LIKE '____-__-__' AND length(replace(since_earliest, '-', '')) = 8 AND ltrim(replace(since_earliest, '-', ''), '0123456789') = '' AND substr(since_earliest, 6, 2) BETWEEN '01' AND '12' AND substr(since_earliest, 9, 2) BETWEEN '01' AND '31')) AND (since_latest IS NULL OR (since_latest LIKE '____-__-__' AND length(replace(since_latest, '-', '')) = 8 AND ltrim(replace(since_latest, '-', ''), '0123456789') = '' AND substr(since_latest, 6, 2) BETWEEN '01' AND '12' AND substr(since_latest, 9, 2) BETWEEN '01' AND '31')) AND (since_earliest IS NULL OR since_latest IS NULL OR since_earliest <= since_latest)))
city_name: CONSTRAINT ck_city_name_until CHECK ((until_text IS NULL AND until_earliest IS NULL AND until_latest IS NULL AND until_doubtful IS NULL) OR (until_text IS NOT NULL AND until_text <> '' AND until_doubtful IS NOT NULL AND until_doubtful IN (0, 1) AND (until_earliest IS NULL OR (until_earliest LIKE '____-__-__' AND length(replace(until_earliest, '-', '')) = 8 AND ltrim(replace(until_earliest, '-', ''), '0123456789') = '' AND substr(until_earliest, 6, 2) BETWEEN '01' AND '12' AND substr(until_earliest, 9, 2) BETWEEN '01' AND '31')) AND (until_latest IS NULL OR (until_latest LIKE '____-__-__' AND length(replace(until_latest, '-', '')) = 8 AND ltrim(replace(until_latest, '-', ''), '0123456789') = '' AND substr(until_latest, 6, 2) BETWEEN '01' AND '12' AND substr(until_latest, 9, 2) BETWEEN '01' AND '31')) AND (until_earliest IS NULL OR until_latest IS NULL OR until_earliest <= until_latest)))
city_name: CONSTRAINT fk_city_name_city_id FOREIGN KEY (city_id)
city_name: CONSTRAINT fk_city_name_operation_id FOREIGN KEY (operation_id)
city_name: CONSTRAINT uq_city_name_city_id_seq UNIQUE (city_id, seq)
city_name: INDEX ix_city_name_folded (folded)
city_name: REFERENCE (city_id) TO city (id) UPDATE NO ACTION DELETE NO ACTION
city_name: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
city_name: TABLE STRICT AUTOINCREMENT
city_name: city_id INTEGER NOT NULL
city_name: folded TEXT NOT NULL
city_name: id INTEGER NOT NULL KEY
city_name: kind TEXT NOT NULL
city_name: language TEXT
city_name: name TEXT NOT NULL
city_name: operation_id INTEGER NOT NULL
city_name: seq INTEGER NOT NULL
city_name: since_doubtful INTEGER
city_name: since_earliest TEXT
city_name: since_latest TEXT
city_name: since_text TEXT
city_name: until_doubtful INTEGER
city_name: until_earliest TEXT
city_name: until_latest TEXT
city_name: until_text TEXT
city_succession: CONSTRAINT ck_city_succession_on CHECK ((on_text IS NULL AND on_earliest IS NULL AND on_latest IS NULL AND on_doubtful IS NULL) OR (on_text IS NOT NULL AND on_text <> '' AND on_doubtful IS NOT NULL AND on_doubtful IN (0, 1) AND (on_earliest IS NULL OR (on_earliest LIKE '____-__-__' AND length(replace(on_earliest, '-', '')) = 8 AND ltrim(replace(on_earliest, '-', ''), '0123456789') = '' AND substr(on_earliest, 6, 2) BETWEEN '01' AND '12' AND substr(on_earliest, 9, 2) BETWEEN '01' AND '31')) AND (on_latest IS NULL OR (on_latest LIKE '____-__-__' AND length(replace(on_latest, '-', '')) = 8 AND ltrim(replace(on_latest, '-', ''), '0123456789') = '' AND substr(on_latest, 6, 2) BETWEEN '01' AND '12' AND substr(on_latest, 9, 2) BETWEEN '01' AND '31')) AND (on_earliest IS NULL OR on_latest IS NULL OR on_earliest <= on_latest) AND replace(on_text, '/', '') = on_text))
city_succession: CONSTRAINT ck_city_succession_seq CHECK (seq >= 0)
city_succession: CONSTRAINT ck_city_succession_two_cities CHECK (old_city_id <> new_city_id)
city_succession: CONSTRAINT fk_city_succession_new_city_id FOREIGN KEY (new_city_id)
city_succession: CONSTRAINT fk_city_succession_old_city_id FOREIGN KEY (old_city_id)
city_succession: CONSTRAINT fk_city_succession_operation_id FOREIGN KEY (operation_id)
city_succession: CONSTRAINT uq_city_succession_old_city_id_new_city_id UNIQUE (old_city_id, new_city_id)
city_succession: CONSTRAINT uq_city_succession_old_city_id_seq UNIQUE (old_city_id, seq)
city_succession: INDEX ix_city_succession_new_city_id (new_city_id)
city_succession: REFERENCE (new_city_id) TO city (id) UPDATE NO ACTION DELETE NO ACTION
city_succession: REFERENCE (old_city_id) TO city (id) UPDATE NO ACTION DELETE NO ACTION
city_succession: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
city_succession: TABLE STRICT AUTOINCREMENT
city_succession: id INTEGER NOT NULL KEY
city_succession: new_city_id INTEGER NOT NULL
city_succession: old_city_id INTEGER NOT NULL
city_succession: on_doubtful INTEGER
city_succession: on_earliest TEXT
city_succession: on_latest TEXT
city_succession: on_text TEXT
city_succession: operation_id INTEGER NOT NULL
city_succession: seq INTEGER NOT NULL
commitment: CONSTRAINT ck_commitment_agreement_or_activity CHECK (CASE WHEN agreement_id IS NULL THEN 0 ELSE 1 END + CASE WHEN activity_id IS NULL THEN 0 ELSE 1 END = 1)
commitment: CONSTRAINT ck_commitment_due CHECK ((due_text IS NULL AND due_earliest IS NULL AND due_latest IS NULL AND due_doubtful IS NULL) OR (due_text IS NOT NULL AND due_text <> '' AND due_doubtful IS NOT NULL AND due_doubtful IN (0, 1) AND (due_earliest IS NULL OR (due_earliest LIKE '____-__-__' AND length(replace(due_earliest, '-', '')) = 8 AND ltrim(replace(due_earliest, '-', ''), '0123456789') = '' AND substr(due_earliest, 6, 2) BETWEEN '01' AND '12' AND substr(due_earliest, 9, 2) BETWEEN '01' AND '31')) AND (due_latest IS NULL OR (due_latest LIKE '____-__-__' AND length(replace(due_latest, '-', '')) = 8 AND ltrim(replace(due_latest, '-', ''), '0123456789') = '' AND substr(due_latest, 6, 2) BETWEEN '01' AND '12' AND substr(due_latest, 9, 2) BETWEEN '01' AND '31')) AND (due_earliest IS NULL OR due_latest IS NULL OR due_earliest <= due_latest)))
commitment: CONSTRAINT ck_commitment_kept_by CHECK (kept_by_id IS NULL OR state = 'kept')
commitment: CONSTRAINT ck_commitment_seq CHECK (seq >= 0)
commitment: CONSTRAINT ck_commitment_state CHECK (state IN ('broken', 'kept', 'open', 'released'))
commitment: CONSTRAINT ck_commitment_text CHECK (text <> '')
commitment: CONSTRAINT ck_commitment_two_cities CHECK (debtor_id <> creditor_id)
commitment: CONSTRAINT fk_commitment_activity_id FOREIGN KEY (activity_id)
commitment: CONSTRAINT fk_commitment_agreement_id FOREIGN KEY (agreement_id)
commitment: CONSTRAINT fk_commitment_creditor_id FOREIGN KEY (creditor_id)
commitment: CONSTRAINT fk_commitment_debtor_id FOREIGN KEY (debtor_id)
commitment: CONSTRAINT fk_commitment_kept_by_id FOREIGN KEY (kept_by_id)
commitment: CONSTRAINT fk_commitment_operation_id FOREIGN KEY (operation_id)
commitment: CONSTRAINT uq_commitment_activity_id_seq UNIQUE (activity_id, seq)
commitment: CONSTRAINT uq_commitment_agreement_id_seq UNIQUE (agreement_id, seq)
commitment: INDEX ix_commitment_creditor_id (creditor_id) WHERE creditor_id IS NOT NULL
commitment: INDEX ix_commitment_debtor_id (debtor_id)
commitment: INDEX ix_commitment_kept_by_id (kept_by_id) WHERE kept_by_id IS NOT NULL
commitment: REFERENCE (activity_id) TO activity (id) UPDATE NO ACTION DELETE NO ACTION
commitment: REFERENCE (agreement_id) TO agreement (id) UPDATE NO ACTION DELETE NO ACTION
commitment: REFERENCE (creditor_id) TO city (id) UPDATE NO ACTION DELETE NO ACTION
commitment: REFERENCE (debtor_id) TO city (id) UPDATE NO ACTION DELETE NO ACTION
commitment: REFERENCE (kept_by_id) TO activity (id) UPDATE NO ACTION DELETE NO ACTION
commitment: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
commitment: TABLE STRICT AUTOINCREMENT
commitment: activity_id INTEGER
commitment: agreement_id INTEGER
commitment: creditor_id INTEGER
commitment: debtor_id INTEGER NOT NULL
commitment: due_doubtful INTEGER
commitment: due_earliest TEXT
commitment: due_latest TEXT
commitment: due_text TEXT
commitment: id INTEGER NOT NULL KEY
commitment: kept_by_id INTEGER
commitment: operation_id INTEGER NOT NULL
commitment: seq INTEGER NOT NULL
commitment: state TEXT NOT NULL
commitment: text TEXT NOT NULL
contact: CONSTRAINT ck_contact_city_or_organization CHECK (CASE WHEN city_id IS NULL THEN 0 ELSE 1 END + CASE WHEN organization_id IS NULL THEN 0 ELSE 1 END = 1)
contact: CONSTRAINT ck_contact_reaches_someone CHECK (person_id IS NOT NULL OR office IS NOT NULL OR email IS NOT NULL OR telephone IS NOT NULL)
contact: CONSTRAINT ck_contact_seq CHECK (seq >= 0)
contact: CONSTRAINT ck_contact_valid_until CHECK ((valid_until_text IS NULL AND valid_until_earliest IS NULL AND valid_until_latest IS NULL AND valid_until_doubtful IS NULL) OR (valid_until_text IS NOT NULL AND valid_until_text <> '' AND valid_until_doubtful IS NOT NULL AND valid_until_doubtful IN (0, 1) AND (valid_until_earliest IS NULL OR (valid_until_earliest LIKE '____-__-__' AND length(replace(valid_until_earliest, '-', '')) = 8 AND ltrim(replace(valid_until_earliest, '-', ''), '0123456789') = '' AND substr(valid_until_earliest, 6, 2) BETWEEN '01' AND '12' AND substr(valid_until_earliest, 9, 2) BETWEEN '01' AND '31')) AND (valid_until_latest IS NULL OR (valid_until_latest LIKE '____-__-__' AND length(replace(valid_until_latest, '-', '')) = 8 AND ltrim(replace(valid_until_latest, '-', ''), '0123456789') = '' AND substr(valid_until_latest, 6, 2) BETWEEN '01' AND '12' AND substr(valid_until_latest, 9, 2) BETWEEN '01' AND '31')) AND (valid_until_earliest IS NULL OR valid_until_latest IS NULL OR valid_until_earliest <= valid_until_latest)))
contact: CONSTRAINT fk_contact_city_id FOREIGN KEY (city_id)
contact: CONSTRAINT fk_contact_operation_id FOREIGN KEY (operation_id)
contact: CONSTRAINT fk_contact_organization_id FOREIGN KEY (organization_id)
contact: CONSTRAINT fk_contact_person_id FOREIGN KEY (person_id)
contact: CONSTRAINT uq_contact_city_id_seq UNIQUE (city_id, seq)
contact: CONSTRAINT uq_contact_organization_id_seq UNIQUE (organization_id, seq)
contact: INDEX ix_contact_person_id (person_id) WHERE person_id IS NOT NULL
contact: REFERENCE (city_id) TO city (id) UPDATE NO ACTION DELETE NO ACTION
contact: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
contact: REFERENCE (organization_id) TO organization (id) UPDATE NO ACTION DELETE NO ACTION
contact: REFERENCE (person_id) TO person (id) UPDATE NO ACTION DELETE NO ACTION
contact: TABLE STRICT AUTOINCREMENT
contact: city_id INTEGER
contact: email TEXT
contact: id INTEGER NOT NULL KEY
contact: office TEXT
contact: operation_id INTEGER NOT NULL
contact: organization_id INTEGER
contact: person_id INTEGER
contact: seq INTEGER NOT NULL
contact: telephone TEXT
contact: valid_until_doubtful INTEGER
contact: valid_until_earliest TEXT
contact: valid_until_latest TEXT
contact: valid_until_text TEXT
expense: CONSTRAINT ck_expense_agreement_or_activity CHECK (CASE WHEN agreement_id IS NULL THEN 0 ELSE 1 END + CASE WHEN activity_id IS NULL THEN 0 ELSE 1 END = 1)
expense: CONSTRAINT ck_expense_amount CHECK (amount <> '' AND ltrim(replace(amount, '.', ''), '0123456789') = '' AND length(amount) - length(replace(amount, '.', '')) <= 1 AND substr(amount, 1, 1) <> '.' AND substr(amount, length(amount), 1) <> '.')
expense: CONSTRAINT ck_expense_currency CHECK (length(currency) = 3 AND ltrim(currency, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') = '')
expense: CONSTRAINT ck_expense_one_funder CHECK (funder_city_id IS NULL OR funder_organization_id IS NULL)
expense: CONSTRAINT ck_expense_seq CHECK (seq >= 0)
expense: CONSTRAINT ck_expense_year CHECK (year BETWEEN 1 AND 9999)
expense: CONSTRAINT fk_expense_activity_id FOREIGN KEY (activity_id)
expense: CONSTRAINT fk_expense_agreement_id FOREIGN KEY (agreement_id)
expense: CONSTRAINT fk_expense_funder_city_id FOREIGN KEY (funder_city_id)
expense: CONSTRAINT fk_expense_funder_organization_id FOREIGN KEY (funder_organization_id)
expense: CONSTRAINT fk_expense_operation_id FOREIGN KEY (operation_id)
expense: CONSTRAINT uq_expense_activity_id_seq UNIQUE (activity_id, seq)
expense: CONSTRAINT uq_expense_agreement_id_seq UNIQUE (agreement_id, seq)
expense: INDEX ix_expense_funder_city_id (funder_city_id) WHERE funder_city_id IS NOT NULL
expense: INDEX ix_expense_funder_organization_id (funder_organization_id) WHERE funder_organization_id IS NOT NULL
expense: REFERENCE (activity_id) TO activity (id) UPDATE NO ACTION DELETE NO ACTION
expense: REFERENCE (agreement_id) TO agreement (id) UPDATE NO ACTION DELETE NO ACTION
expense: REFERENCE (funder_city_id) TO city (id) UPDATE NO ACTION DELETE NO ACTION
expense: REFERENCE (funder_organization_id) TO organization (id) UPDATE NO ACTION DELETE NO ACTION
expense: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
expense: TABLE STRICT AUTOINCREMENT
expense: activity_id INTEGER
expense: agreement_id INTEGER
expense: amount TEXT NOT NULL
expense: currency TEXT NOT NULL
expense: funder_city_id INTEGER
expense: funder_organization_id INTEGER
expense: id INTEGER NOT NULL KEY
expense: note TEXT
expense: operation_id INTEGER NOT NULL
expense: seq INTEGER NOT NULL
expense: year INTEGER
key_alias: CONSTRAINT ck_key_alias_alias CHECK (ltrim(alias, 'abcdefghijklmnopqrstuvwxyz0123456789-') = '' AND alias <> '')
key_alias: CONSTRAINT ck_key_alias_not_itself CHECK (alias <> key)
key_alias: CONSTRAINT fk_key_alias_operation_id FOREIGN KEY (operation_id)
key_alias: CONSTRAINT uq_key_alias_record_table_alias UNIQUE (record_table, alias)
key_alias: INDEX ix_key_alias_record_table_key (record_table, key)
key_alias: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
key_alias: TABLE STRICT AUTOINCREMENT
key_alias: alias TEXT NOT NULL
key_alias: id INTEGER NOT NULL KEY
key_alias: key TEXT NOT NULL
key_alias: operation_id INTEGER NOT NULL
key_alias: record_table TEXT NOT NULL
operation: CONSTRAINT ck_operation_deleted CHECK (deleted >= 0)
operation: CONSTRAINT ck_operation_inserted CHECK (inserted >= 0)
operation: CONSTRAINT ck_operation_not_itself CHECK (undoes_id <> id)
operation: CONSTRAINT ck_operation_updated CHECK (updated >= 0)
operation: CONSTRAINT fk_operation_undoes_id FOREIGN KEY (undoes_id)
operation: CONSTRAINT uq_operation_token UNIQUE (token)
operation: REFERENCE (undoes_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
operation: TABLE STRICT AUTOINCREMENT
operation: actor TEXT NOT NULL
operation: at TEXT NOT NULL
operation: command TEXT NOT NULL
operation: deleted INTEGER NOT NULL
operation: id INTEGER NOT NULL KEY
operation: inserted INTEGER NOT NULL
operation: sha256 TEXT
operation: token TEXT
operation: undoes_id INTEGER
operation: updated INTEGER NOT NULL
organization: CONSTRAINT ck_organization_folded CHECK (folded <> '')
organization: CONSTRAINT ck_organization_founded CHECK ((founded_text IS NULL AND founded_earliest IS NULL AND founded_latest IS NULL AND founded_doubtful IS NULL) OR (founded_text IS NOT NULL AND founded_text <> '' AND founded_doubtful IS NOT NULL AND founded_doubtful IN (0, 1) AND (founded_earliest IS NULL OR (founded_earliest LIKE '____-__-__' AND length(replace(founded_earliest, '-', '')) = 8 AND ltrim(replace(founded_earliest, '-', ''), '0123456789') = '' AND substr(founded_earliest, 6, 2) BETWEEN '01' AND '12' AND substr(founded_earliest, 9, 2) BETWEEN '01' AND '31')) AND (founded_latest IS NULL OR (founded_latest LIKE '____-__-__' AND length(replace(founded_latest, '-', '')) = 8 AND ltrim(replace(founded_latest, '-', ''), '0123456789') = '' AND substr(founded_latest, 6, 2) BETWEEN '01' AND '12' AND substr(founded_latest, 9, 2) BETWEEN '01' AND '31')) AND (founded_earliest IS NULL OR founded_latest IS NULL OR founded_earliest <= founded_latest) AND replace(founded_text, '/', '') = founded_text))
organization: CONSTRAINT ck_organization_key CHECK (key <> '' AND ltrim(key, 'abcdefghijklmnopqrstuvwxyz0123456789-') = '')
organization: CONSTRAINT ck_organization_name CHECK (name <> '')
organization: CONSTRAINT fk_organization_acts_for_id FOREIGN KEY (acts_for_id)
organization: CONSTRAINT fk_organization_operation_id FOREIGN KEY (operation_id)
organization: CONSTRAINT uq_organization_key UNIQUE (key)
organization: INDEX ix_organization_acts_for_id (acts_for_id) WHERE acts_for_id IS NOT NULL
organization: INDEX ix_organization_folded (folded)
organization: REFERENCE (acts_for_id) TO city (id) UPDATE NO ACTION DELETE NO ACTION
organization: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
organization: TABLE STRICT AUTOINCREMENT
organization: acts_for_id INTEGER
organization: folded TEXT NOT NULL
organization: founded_doubtful INTEGER
organization: founded_earliest TEXT
organization: founded_latest TEXT
organization: founded_text TEXT
organization: id INTEGER NOT NULL KEY
organization: key TEXT NOT NULL
organization: name TEXT NOT NULL
organization: operation_id INTEGER NOT NULL
organization: short_name TEXT
organization: summary TEXT
organization: website TEXT
person: CONSTRAINT ck_person_folded CHECK (folded <> '')
person: CONSTRAINT ck_person_key CHECK (key <> '' AND ltrim(key, 'abcdefghijklmnopqrstuvwxyz0123456789-') = '')
person: CONSTRAINT ck_person_name CHECK (name <> '')
person: CONSTRAINT fk_person_operation_id FOREIGN KEY (operation_id)
person: CONSTRAINT uq_person_key UNIQUE (key)
person: INDEX ix_person_folded (folded)
person: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
person: TABLE STRICT AUTOINCREMENT
person: folded TEXT NOT NULL
person: id INTEGER NOT NULL KEY
person: key TEXT NOT NULL
person: name TEXT NOT NULL
person: operation_id INTEGER NOT NULL
person: summary TEXT
person_name: CONSTRAINT ck_person_name_folded CHECK (folded <> '')
person_name: CONSTRAINT ck_person_name_kind CHECK (kind IN ('former', 'official', 'pseudonym', 'romanisation', 'short'))
person_name: CONSTRAINT ck_person_name_name CHECK (name <> '')
person_name: CONSTRAINT ck_person_name_seq CHECK (seq >= 0)
person_name: CONSTRAINT ck_person_name_since CHECK ((since_text IS NULL AND since_earliest IS NULL AND since_latest IS NULL AND since_doubtful IS NULL) OR (since_text IS NOT NULL AND since_text <> '' AND since_doubtful IS NOT NULL AND since_doubtful IN (0, 1) AND (since_earliest IS NULL OR (since_earliest LIKE '____-__-__' AND length(replace(since_earliest, '-', '')) = 8 AND ltrim(replace(since_earliest, '-', ''), '0123456789') = '' AND substr(since_earliest, 6, 2) BETWEEN '01' AND '12' AND substr(since_earliest, 9, 2) BETWEEN '01' AND '31')) AND (since_latest IS NULL OR (since_latest LIKE '____-__-__' AND length(replace(since_latest, '-', '')) = 8 AND ltrim(replace(since_latest, '-', ''), '0123456789') = '' AND substr(since_latest, 6, 2) BETWEEN '01' AND '12' AND substr(since_latest, 9, 2) BETWEEN '01' AND '31')) AND (since_earliest IS NULL OR since_latest IS NULL OR since_earliest <= since_latest)))
person_name: CONSTRAINT ck_person_name_until CHECK ((until_text IS NULL AND until_earliest IS NULL AND until_latest IS NULL AND until_doubtful IS NULL) OR (until_text IS NOT NULL AND until_text <> '' AND until_doubtful IS NOT NULL AND until_doubtful IN (0, 1) AND (until_earliest IS NULL OR (until_earliest LIKE '____-__-__' AND length(replace(until_earliest, '-', '')) = 8 AND ltrim(replace(until_earliest, '-', ''), '0123456789') = '' AND substr(until_earliest, 6, 2) BETWEEN '01' AND '12' AND substr(until_earliest, 9, 2) BETWEEN '01' AND '31')) AND (until_latest IS NULL OR (until_latest LIKE '____-__-__' AND length(replace(until_latest, '-', '')) = 8 AND ltrim(replace(until_latest, '-', ''), '0123456789') = '' AND substr(until_latest, 6, 2) BETWEEN '01' AND '12' AND substr(until_latest, 9, 2) BETWEEN '01' AND '31')) AND (until_earliest IS NULL OR until_latest IS NULL OR until_earliest <= until_latest)))
person_name: CONSTRAINT fk_person_name_operation_id FOREIGN KEY (operation_id)
person_name: CONSTRAINT fk_person_name_person_id FOREIGN KEY (person_id)
person_name: CONSTRAINT uq_person_name_person_id_seq UNIQUE (person_id, seq)
person_name: INDEX ix_person_name_folded (folded)
person_name: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
person_name: REFERENCE (person_id) TO person (id) UPDATE NO ACTION DELETE NO ACTION
person_name: TABLE STRICT AUTOINCREMENT
person_name: folded TEXT NOT NULL
person_name: id INTEGER NOT NULL KEY
person_name: kind TEXT NOT NULL
person_name: language TEXT
person_name: name TEXT NOT NULL
person_name: operation_id INTEGER NOT NULL
person_name: person_id INTEGER NOT NULL
person_name: seq INTEGER NOT NULL
person_name: since_doubtful INTEGER
person_name: since_earliest TEXT
person_name: since_latest TEXT
person_name: since_text TEXT
person_name: until_doubtful INTEGER
person_name: until_earliest TEXT
person_name: until_latest TEXT
person_name: until_text TEXT
person_post: CONSTRAINT ck_person_post_end CHECK ((end_text IS NULL AND end_earliest IS NULL AND end_latest IS NULL AND end_doubtful IS NULL) OR (end_text IS NOT NULL AND end_text <> '' AND end_doubtful IS NOT NULL AND end_doubtful IN (0, 1) AND (end_earliest IS NULL OR (end_earliest LIKE '____-__-__' AND length(replace(end_earliest, '-', '')) = 8 AND ltrim(replace(end_earliest, '-', ''), '0123456789') = '' AND substr(end_earliest, 6, 2) BETWEEN '01' AND '12' AND substr(end_earliest, 9, 2) BETWEEN '01' AND '31')) AND (end_latest IS NULL OR (end_latest LIKE '____-__-__' AND length(replace(end_latest, '-', '')) = 8 AND ltrim(replace(end_latest, '-', ''), '0123456789') = '' AND substr(end_latest, 6, 2) BETWEEN '01' AND '12' AND substr(end_latest, 9, 2) BETWEEN '01' AND '31')) AND (end_earliest IS NULL OR end_latest IS NULL OR end_earliest <= end_latest)))
person_post: CONSTRAINT ck_person_post_one_employer CHECK (city_id IS NULL OR organization_id IS NULL)
person_post: CONSTRAINT ck_person_post_seq CHECK (seq >= 0)
person_post: CONSTRAINT ck_person_post_start CHECK ((start_text IS NULL AND start_earliest IS NULL AND start_latest IS NULL AND start_doubtful IS NULL) OR (start_text IS NOT NULL AND start_text <> '' AND start_doubtful IS NOT NULL AND start_doubtful IN (0, 1) AND (start_earliest IS NULL OR (start_earliest LIKE '____-__-__' AND length(replace(start_earliest, '-', '')) = 8 AND ltrim(replace(start_earliest, '-', ''), '0123456789') = '' AND substr(start_earliest, 6, 2) BETWEEN '01' AND '12' AND substr(start_earliest, 9, 2) BETWEEN '01' AND '31')) AND (start_latest IS NULL OR (start_latest LIKE '____-__-__' AND length(replace(start_latest, '-', '')) = 8 AND ltrim(replace(start_latest, '-', ''), '0123456789') = '' AND substr(start_latest, 6, 2) BETWEEN '01' AND '12' AND substr(start_latest, 9, 2) BETWEEN '01' AND '31')) AND (start_earliest IS NULL OR start_latest IS NULL OR start_earliest <= start_latest)))
person_post: CONSTRAINT ck_person_post_title CHECK (title <> '')
person_post: CONSTRAINT fk_person_post_city_id FOREIGN KEY (city_id)
person_post: CONSTRAINT fk_person_post_operation_id FOREIGN KEY (operation_id)
person_post: CONSTRAINT fk_person_post_organization_id FOREIGN KEY (organization_id)
person_post: CONSTRAINT fk_person_post_person_id FOREIGN KEY (person_id)
person_post: CONSTRAINT uq_person_post_person_id_seq UNIQUE (person_id, seq)
person_post: INDEX ix_person_post_city_id (city_id) WHERE city_id IS NOT NULL
person_post: INDEX ix_person_post_organization_id (organization_id) WHERE organization_id IS NOT NULL
person_post: REFERENCE (city_id) TO city (id) UPDATE NO ACTION DELETE NO ACTION
person_post: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
person_post: REFERENCE (organization_id) TO organization (id) UPDATE NO ACTION DELETE NO ACTION
person_post: REFERENCE (person_id) TO person (id) UPDATE NO ACTION DELETE NO ACTION
person_post: TABLE STRICT AUTOINCREMENT
person_post: city_id INTEGER
person_post: end_doubtful INTEGER
person_post: end_earliest TEXT
person_post: end_latest TEXT
person_post: end_text TEXT
person_post: id INTEGER NOT NULL KEY
person_post: operation_id INTEGER NOT NULL
person_post: organization_id INTEGER
person_post: person_id INTEGER NOT NULL
person_post: seq INTEGER NOT NULL
person_post: start_doubtful INTEGER
person_post: start_earliest TEXT
person_post: start_latest TEXT
person_post: start_text TEXT
person_post: title TEXT NOT NULL
reported_count: CONSTRAINT ck_reported_count_about_one CHECK (CASE WHEN city_id IS NULL THEN 0 ELSE 1 END + CASE WHEN organization_id IS NULL THEN 0 ELSE 1 END + CASE WHEN activity_id IS NULL THEN 0 ELSE 1 END = 1)
reported_count: CONSTRAINT ck_reported_count_approximate CHECK (approximate IN (0, 1))
reported_count: CONSTRAINT ck_reported_count_measure CHECK (measure IN ('editions', 'exhibitors', 'exhibits', 'foreign_residents', 'languages', 'members', 'participants', 'partner_cities', 'partner_countries', 'partner_rank', 'population', 'service_areas', 'teams', 'themes', 'years'))
reported_count: CONSTRAINT ck_reported_count_on CHECK ((on_text IS NULL AND on_earliest IS NULL AND on_latest IS NULL AND on_doubtful IS NULL) OR (on_text IS NOT NULL AND on_text <> '' AND on_doubtful IS NOT NULL AND on_doubtful IN (0, 1) AND (on_earliest IS NULL OR (on_earliest LIKE '____-__-__' AND length(replace(on_earliest, '-', '')) = 8 AND ltrim(replace(on_earliest, '-', ''), '0123456789') = '' AND substr(on_earliest, 6, 2) BETWEEN '01' AND '12' AND substr(on_earliest, 9, 2) BETWEEN '01' AND '31')) AND (on_latest IS NULL OR (on_latest LIKE '____-__-__' AND length(replace(on_latest, '-', '')) = 8 AND ltrim(replace(on_latest, '-', ''), '0123456789') = '' AND substr(on_latest, 6, 2) BETWEEN '01' AND '12' AND substr(on_latest, 9, 2) BETWEEN '01' AND '31')) AND (on_earliest IS NULL OR on_latest IS NULL OR on_earliest <= on_latest)))
reported_count: CONSTRAINT ck_reported_count_seq CHECK (seq >= 0)
reported_count: CONSTRAINT ck_reported_count_value CHECK (value >= 0)
reported_count: CONSTRAINT fk_reported_count_activity_id FOREIGN KEY (activity_id)
reported_count: CONSTRAINT fk_reported_count_city_id FOREIGN KEY (city_id)
reported_count: CONSTRAINT fk_reported_count_operation_id FOREIGN KEY (operation_id)
reported_count: CONSTRAINT fk_reported_count_organization_id FOREIGN KEY (organization_id)
reported_count: CONSTRAINT uq_reported_count_activity_id_seq UNIQUE (activity_id, seq)
reported_count: CONSTRAINT uq_reported_count_city_id_seq UNIQUE (city_id, seq)
reported_count: CONSTRAINT uq_reported_count_organization_id_seq UNIQUE (organization_id, seq)
reported_count: REFERENCE (activity_id) TO activity (id) UPDATE NO ACTION DELETE NO ACTION
reported_count: REFERENCE (city_id) TO city (id) UPDATE NO ACTION DELETE NO ACTION
reported_count: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
reported_count: REFERENCE (organization_id) TO organization (id) UPDATE NO ACTION DELETE NO ACTION
reported_count: TABLE STRICT AUTOINCREMENT
reported_count: activity_id INTEGER
reported_count: approximate INTEGER NOT NULL DEFAULT '0'
reported_count: city_id INTEGER
reported_count: id INTEGER NOT NULL KEY
reported_count: measure TEXT NOT NULL
reported_count: note TEXT
reported_count: on_doubtful INTEGER
reported_count: on_earliest TEXT
reported_count: on_latest TEXT
reported_count: on_text TEXT
reported_count: operation_id INTEGER NOT NULL
reported_count: organization_id INTEGER
reported_count: seq INTEGER NOT NULL
reported_count: value INTEGER NOT NULL
reported_count_kind: CONSTRAINT ck_reported_count_kind_kind CHECK (kind IN ('contact', 'cooperation', 'friendship_city', 'other', 'sister_city'))
reported_count_kind: CONSTRAINT fk_reported_count_kind_operation_id FOREIGN KEY (operation_id)
reported_count_kind: CONSTRAINT fk_reported_count_kind_reported_count_id FOREIGN KEY (reported_count_id)
reported_count_kind: CONSTRAINT uq_reported_count_kind_reported_count_id_kind UNIQUE (reported_count_id, kind)
reported_count_kind: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
reported_count_kind: REFERENCE (reported_count_id) TO reported_count (id) UPDATE NO ACTION DELETE NO ACTION
reported_count_kind: TABLE STRICT AUTOINCREMENT
reported_count_kind: id INTEGER NOT NULL KEY
reported_count_kind: kind TEXT NOT NULL
reported_count_kind: operation_id INTEGER NOT NULL
reported_count_kind: reported_count_id INTEGER NOT NULL
row_digest: CONSTRAINT pk_row_digest PRIMARY KEY (record_table, record_id)
row_digest: TABLE STRICT
row_digest: digest INTEGER NOT NULL
row_digest: record_id INTEGER NOT NULL KEY KEY
row_digest: record_table TEXT NOT NULL KEY
row_digest: texts TEXT
source: CONSTRAINT ck_source_key CHECK (key <> '' AND ltrim(key, 'abcdefghijklmnopqrstuvwxyz0123456789-') = '')
source: CONSTRAINT ck_source_kind CHECK (kind IN ('article', 'instrument', 'press', 'register', 'website'))
source: CONSTRAINT ck_source_published CHECK ((published_text IS NULL AND published_earliest IS NULL AND published_latest IS NULL AND published_doubtful IS NULL) OR (published_text IS NOT NULL AND published_text <> '' AND published_doubtful IS NOT NULL AND published_doubtful IN (0, 1) AND (published_earliest IS NULL OR (published_earliest LIKE '____-__-__' AND length(replace(published_earliest, '-', '')) = 8 AND ltrim(replace(published_earliest, '-', ''), '0123456789') = '' AND substr(published_earliest, 6, 2) BETWEEN '01' AND '12' AND substr(published_earliest, 9, 2) BETWEEN '01' AND '31')) AND (published_latest IS NULL OR (published_latest LIKE '____-__-__' AND length(replace(published_latest, '-', '')) = 8 AND ltrim(replace(published_latest, '-', ''), '0123456789') = '' AND substr(published_latest, 6, 2) BETWEEN '01' AND '12' AND substr(published_latest, 9, 2) BETWEEN '01' AND '31')) AND (published_earliest IS NULL OR published_latest IS NULL OR published_earliest <= published_latest)))
source: CONSTRAINT ck_source_sha256 CHECK (length(sha256) = 64 AND ltrim(sha256, '0123456789abcdef') = '')
source: CONSTRAINT ck_source_title CHECK (title <> '')
source: CONSTRAINT fk_source_operation_id FOREIGN KEY (operation_id)
source: CONSTRAINT fk_source_speaks_for_id FOREIGN KEY (speaks_for_id)
source: CONSTRAINT uq_source_key UNIQUE (key)
source: INDEX ix_source_speaks_for_id (speaks_for_id) WHERE speaks_for_id IS NOT NULL
source: REFERENCE (operation_id) TO operation (id) UPDATE NO ACTION DELETE NO ACTION
source: REFERENCE (speaks_for_id) TO city (id) UPDATE NO ACTION DELETE NO ACTION
source: TABLE STRICT AUTOINCREMENT
source: address TEXT
source: file_name TEXT
source: id INTEGER NOT NULL KEY
source: key TEXT NOT NULL
source: kind TEXT NOT NULL
source: languages TEXT
source: note TEXT
source: operation_id INTEGER NOT NULL
source: published_doubtful INTEGER
source: published_earliest TEXT
source: published_latest TEXT
source: published_text TEXT
source: publisher TEXT
source: sha256 TEXT
source: shelf_mark TEXT
source: speaks_for_id INTEGER
source: title TEXT NOT NULL
