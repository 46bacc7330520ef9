act_person: CONSTRAINT ck_act_person_role CHECK ((role = ANY (ARRAY['present'::text, 'proposer'::text, 'signatory'::text, 'witness'::text])))
act_person: CONSTRAINT fk_act_person_act_id FOREIGN KEY (act_id) REFERENCES agreement_act(id)
act_person: CONSTRAINT fk_act_person_city_id FOREIGN KEY (city_id) REFERENCES city(id)
act_person: CONSTRAINT fk_act_person_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
act_person: CONSTRAINT fk_act_person_person_id FOREIGN KEY (person_id) REFERENCES person(id)
act_person: CONSTRAINT pk_act_person PRIMARY KEY (id)
act_person: CONSTRAINT uq_act_person_act_id_person_id UNIQUE (act_id, person_id)
act_person: CREATE INDEX ix_act_person_city_id ON public.act_person USING btree (city_id) WHERE (city_id IS NOT NULL)
act_person: CREATE INDEX ix_act_person_person_id ON public.act_person USING btree (person_id)
act_person: act_id integer NOT NULL
act_person: city_id integer
act_person: id integer NOT NULL DEFAULT nextval('act_person_id_seq'::regclass)
act_person: operation_id integer NOT NULL
act_person: person_id integer NOT NULL
act_person: post text
act_person: role text NOT NULL
activity: CONSTRAINT ck_activity_approximate CHECK ((approximate = ANY (ARRAY[0, 1])))
activity: CONSTRAINT ck_activity_attendance CHECK ((attendance >= 0))
activity: CONSTRAINT ck_activity_delegation_only CHECK (((kind = 'delegation'::text) OR ((purpose IS NULL) AND (size IS NULL))))
activity: CONSTRAINT ck_activity_duration CHECK (((substr(duration, 1, 1) = 'P'::text) AND (length(duration) > 2)))
activity: CONSTRAINT ck_activity_end CHECK ((((end_text IS NULL) AND (end_earliest IS NULL) AND (end_latest IS NULL) AND (end_doubtful IS NULL)) OR ((end_text IS NOT NULL) AND (end_text <> ''::text) AND (end_doubtful IS NOT NULL) AND (end_doubtful = ANY (ARRAY[0, 1])) AND ((end_earliest IS NULL) OR ((end_earliest ~~ '____-__-__'::text) AND (length(replace(end_earliest, '-'::text, ''::text)) = 8) AND (ltrim(replace(end_earliest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(end_earliest, 6, 2) >= '01'::text) AND (substr(end_earliest, 6, 2) <= '12'::text)) AND ((substr(end_earliest, 9, 2) >= '01'::text) AND (substr(end_earliest, 9, 2) <= '31'::text)))) AND ((end_latest IS NULL) OR ((end_latest ~~ '____-__-__'::text) AND (length(replace(end_latest, '-'::text, ''::text)) = 8) AND (ltrim(replace(end_latest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(end_latest, 6, 2) >= '01'::text) AND (substr(end_latest, 6, 2) <= '12'::text)) AND ((substr(end_latest, 9, 2) >= '01'::text) AND (substr(end_latest, 9, 2) <= '31'::text)))) AND ((end_earliest IS NULL) OR (end_latest IS NULL) OR (end_earliest <= end_latest)) AND (replace(end_text, '/'::text, ''::text) = end_text))))
activity: CONSTRAINT ck_activity_event_only CHECK (((kind = 'event'::text) OR ((venue IS NULL) AND (attendance IS NULL) AND (shown IS NULL))))
activity: CONSTRAINT ck_activity_exchange_program_only CHECK (((kind = 'exchange_program'::text) OR (participants IS NULL)))
activity: CONSTRAINT ck_activity_internal CHECK ((internal = ANY (ARRAY[0, 1])))
activity: CONSTRAINT ck_activity_key CHECK (((key <> ''::text) AND (ltrim(key, 'abcdefghijklmnopqrstuvwxyz0123456789-'::text) = ''::text)))
activity: CONSTRAINT ck_activity_kind CHECK ((kind = ANY (ARRAY['delegation'::text, 'event'::text, 'exchange_program'::text])))
activity: CONSTRAINT ck_activity_not_in_itself CHECK ((part_of_id <> id))
activity: CONSTRAINT ck_activity_participants CHECK ((participants >= 0))
activity: CONSTRAINT ck_activity_size CHECK ((size >= 0))
activity: CONSTRAINT ck_activity_start CHECK ((((start_text IS NULL) AND (start_earliest IS NULL) AND (start_latest IS NULL) AND (start_doubtful IS NULL)) OR ((start_text IS NOT NULL) AND (start_text <> ''::text) AND (start_doubtful IS NOT NULL) AND (start_doubtful = ANY (ARRAY[0, 1])) AND ((start_earliest IS NULL) OR ((start_earliest ~~ '____-__-__'::text) AND (length(replace(start_earliest, '-'::text, ''::text)) = 8) AND (ltrim(replace(start_earliest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(start_earliest, 6, 2) >= '01'::text) AND (substr(start_earliest, 6, 2) <= '12'::text)) AND ((substr(start_earliest, 9, 2) >= '01'::text) AND (substr(start_earliest, 9, 2) <= '31'::text)))) AND ((start_latest IS NULL) OR ((start_latest ~~ '____-__-__'::text) AND (length(replace(start_latest, '-'::text, ''::text)) = 8) AND (ltrim(replace(start_latest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(start_latest, 6, 2) >= '01'::text) AND (substr(start_latest, 6, 2) <= '12'::text)) AND ((substr(start_latest, 9, 2) >= '01'::text) AND (substr(start_latest, 9, 2) <= '31'::text)))) AND ((start_earliest IS NULL) OR (start_latest IS NULL) OR (start_earliest <= start_latest)) AND (replace(start_text, '/'::text, ''::text) = start_text))))
activity: CONSTRAINT ck_activity_status CHECK ((status = ANY (ARRAY['cancelled'::text, 'held'::text, 'planned'::text, 'postponed'::text])))
activity: CONSTRAINT ck_activity_title CHECK ((title <> ''::text))
activity: CONSTRAINT fk_activity_agreement_id FOREIGN KEY (agreement_id) REFERENCES agreement(id)
activity: CONSTRAINT fk_activity_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
activity: CONSTRAINT fk_activity_part_of_id FOREIGN KEY (part_of_id) REFERENCES activity(id)
activity: CONSTRAINT pk_activity PRIMARY KEY (id)
activity: CONSTRAINT uq_activity_key UNIQUE (key)
activity: CREATE INDEX ix_activity_agreement_id ON public.activity USING btree (agreement_id) WHERE (agreement_id IS NOT NULL)
activity: CREATE INDEX ix_activity_part_of_id ON public.activity USING btree (part_of_id) WHERE (part_of_id IS NOT NULL)
activity: CREATE INDEX ix_activity_start_text ON public.activity USING btree (start_text)
activity: agreement_id integer
activity: approximate integer NOT NULL DEFAULT 0
activity: attendance integer
activity: count_text text
activity: duration text
activity: end_doubtful integer
activity: end_earliest text
activity: end_latest text
activity: end_text text
activity: id integer NOT NULL DEFAULT nextval('activity_id_seq'::regclass)
activity: internal integer NOT NULL DEFAULT 0
activity: key text NOT NULL
activity: kind text NOT NULL
activity: operation_id integer NOT NULL
activity: part_of_id integer
activity: participants integer
activity: purpose text
activity: shown text
activity: size integer
activity: start_doubtful integer
activity: start_earliest text
activity: start_latest text
activity: start_text text
activity: status text NOT NULL
activity: summary text
activity: title text NOT NULL
activity: venue text
activity_field: CONSTRAINT ck_activity_field_field CHECK ((field = ANY (ARRAY['administration'::text, 'agriculture_and_fishery'::text, 'culture'::text, 'disaster_and_safety'::text, 'economy'::text, 'environment'::text, 'health'::text, 'other'::text, 'people'::text, 'science_and_technology'::text, 'sport'::text, 'tourism'::text, 'transport'::text, 'urban_planning'::text, 'youth_and_education'::text])))
activity_field: CONSTRAINT fk_activity_field_activity_id FOREIGN KEY (activity_id) REFERENCES activity(id)
activity_field: CONSTRAINT fk_activity_field_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
activity_field: CONSTRAINT pk_activity_field PRIMARY KEY (id)
activity_field: CONSTRAINT uq_activity_field_activity_id_field UNIQUE (activity_id, field)
activity_field: activity_id integer NOT NULL
activity_field: field text NOT NULL
activity_field: id integer NOT NULL DEFAULT nextval('activity_field_id_seq'::regclass)
activity_field: operation_id integer NOT NULL
activity_organization: CONSTRAINT ck_activity_organization_role CHECK ((role = ANY (ARRAY['beneficiary'::text, 'exhibitor'::text, 'funder'::text, 'implementer'::text, 'organiser'::text])))
activity_organization: CONSTRAINT fk_activity_organization_activity_id FOREIGN KEY (activity_id) REFERENCES activity(id)
activity_organization: CONSTRAINT fk_activity_organization_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
activity_organization: CONSTRAINT fk_activity_organization_organization_id FOREIGN KEY (organization_id) REFERENCES organization(id)
activity_organization: CONSTRAINT pk_activity_organization PRIMARY KEY (id)
activity_organization: CONSTRAINT uq_activity_organization_activity_id_organization_id_role UNIQUE (activity_id, organization_id, role)
activity_organization: CREATE INDEX ix_activity_organization_organization_id ON public.activity_organization USING btree (organization_id)
activity_organization: activity_id integer NOT NULL
activity_organization: id integer NOT NULL DEFAULT nextval('activity_organization_id_seq'::regclass)
activity_organization: operation_id integer NOT NULL
activity_organization: organization_id integer NOT NULL
activity_organization: role text NOT NULL
activity_person: CONSTRAINT ck_activity_person_role CHECK ((role = ANY (ARRAY['exhibitor'::text, 'guest'::text, 'head'::text, 'host'::text, 'member'::text, 'participant'::text, 'performer'::text, 'speaker'::text])))
activity_person: CONSTRAINT fk_activity_person_activity_id FOREIGN KEY (activity_id) REFERENCES activity(id)
activity_person: CONSTRAINT fk_activity_person_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
activity_person: CONSTRAINT fk_activity_person_person_id FOREIGN KEY (person_id) REFERENCES person(id)
activity_person: CONSTRAINT pk_activity_person PRIMARY KEY (id)
activity_person: CONSTRAINT uq_activity_person_activity_id_person_id_role UNIQUE (activity_id, person_id, role)
activity_person: CREATE INDEX ix_activity_person_person_id ON public.activity_person USING btree (person_id)
activity_person: activity_id integer NOT NULL
activity_person: id integer NOT NULL DEFAULT nextval('activity_person_id_seq'::regclass)
activity_person: operation_id integer NOT NULL
activity_person: person_id integer NOT NULL
activity_person: post text
activity_person: role text NOT NULL
activity_place: CONSTRAINT ck_activity_place_city_or_country CHECK ((( CASE WHEN (city_id IS NULL) THEN 0 ELSE 1 END + CASE WHEN (country_code IS NULL) THEN 0 ELSE 1 END) = 1))
activity_place: CONSTRAINT ck_activity_place_country_code CHECK (((length(country_code) = 2) AND (ltrim(country_code, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'::text) = ''::text)))
activity_place: CONSTRAINT ck_activity_place_on CHECK ((((on_text IS NULL) AND (on_earliest IS NULL) AND (on_latest IS NULL) AND (on_doubtful IS NULL)) OR ((on_text IS NOT NULL) AND (on_text <> ''::text) AND (on_doubtful IS NOT NULL) AND (on_doubtful = ANY (ARRAY[0, 1])) AND ((on_earliest IS NULL) OR ((on_earliest ~~ '____-__-__'::text) AND (length(replace(on_earliest, '-'::text, ''::text)) = 8) AND (ltrim(replace(on_earliest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(on_earliest, 6, 2) >= '01'::text) AND (substr(on_earliest, 6, 2) <= '12'::text)) AND ((substr(on_earliest, 9, 2) >= '01'::text) AND (substr(on_earliest, 9, 2) <= '31'::text)))) AND ((on_latest IS NULL) OR ((on_latest ~~ '____-__-__'::text) AND (length(replace(on_latest, '-'::text, ''::text)) = 8) AND (ltrim(replace(on_latest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(on_latest, 6, 2) >= '01'::text) AND (substr(on_latest, 6, 2) <= '12'::text)) AND ((substr(on_latest, 9, 2) >= '01'::text) AND (substr(on_latest, 9, 2) <= '31'::text)))) AND ((on_earliest IS NULL) OR (on_latest IS NULL) OR (on_earliest <= on_latest)))))
activity_place: CONSTRAINT ck_activity_place_role CHECK ((role = ANY (ARRAY['guest'::text, 'host'::text, 'participant'::text, 'sender'::text, 'stop'::text])))
activity_place: CONSTRAINT ck_activity_place_seq CHECK ((seq >= 0))
activity_place: CONSTRAINT fk_activity_place_activity_id FOREIGN KEY (activity_id) REFERENCES activity(id)
activity_place: CONSTRAINT fk_activity_place_city_id FOREIGN KEY (city_id) REFERENCES city(id)
activity_place: CONSTRAINT fk_activity_place_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
activity_place: CONSTRAINT pk_activity_place PRIMARY KEY (id)
activity_place: CONSTRAINT uq_activity_place_activity_id_seq UNIQUE (activity_id, seq)
activity_place: CREATE INDEX ix_activity_place_city_id_activity_id ON public.activity_place USING btree (city_id, activity_id) WHERE (city_id IS NOT NULL)
activity_place: activity_id integer NOT NULL
activity_place: city_id integer
activity_place: country_code text
activity_place: id integer NOT NULL DEFAULT nextval('activity_place_id_seq'::regclass)
activity_place: on_doubtful integer
activity_place: on_earliest text
activity_place: on_latest text
activity_place: on_text text
activity_place: operation_id integer NOT NULL
activity_place: role text NOT NULL
activity_place: seq integer NOT NULL
agreement: CONSTRAINT ck_agreement_council_approved CHECK ((((council_approved_text IS NULL) AND (council_approved_earliest IS NULL) AND (council_approved_latest IS NULL) AND (council_approved_doubtful IS NULL)) OR ((council_approved_text IS NOT NULL) AND (council_approved_text <> ''::text) AND (council_approved_doubtful IS NOT NULL) AND (council_approved_doubtful = ANY (ARRAY[0, 1])) AND ((council_approved_earliest IS NULL) OR ((council_approved_earliest ~~ '____-__-__'::text) AND (length(replace(council_approved_earliest, '-'::text, ''::text)) = 8) AND (ltrim(replace(council_approved_earliest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(council_approved_earliest, 6, 2) >= '01'::text) AND (substr(council_approved_earliest, 6, 2) <= '12'::text)) AND ((substr(council_approved_earliest, 9, 2) >= '01'::text) AND (substr(council_approved_earliest, 9, 2) <= '31'::text)))) AND ((council_approved_latest IS NULL) OR ((council_approved_latest ~~ '____-__-__'::text) AND (length(replace(council_approved_latest, '-'::text, ''::text)) = 8) AND (ltrim(replace(council_approved_latest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(council_approved_latest, 6, 2) >= '01'::text) AND (substr(council_approved_latest, 6, 2) <= '12'::text)) AND ((substr(council_approved_latest, 9, 2) >= '01'::text) AND (substr(council_approved_latest, 9, 2) <= '31'::text)))) AND ((council_approved_earliest IS NULL) OR (council_approved_latest IS NULL) OR (council_approved_earliest <= council_approved_latest)) AND (replace(council_approved_text, '/'::text, ''::text) = council_approved_text))))
agreement: CONSTRAINT ck_agreement_instrument CHECK ((instrument = ANY (ARRAY['agreement'::text, 'declaration'::text, 'letter_of_intent'::text, 'memorandum'::text, 'protocol'::text, 'unknown'::text])))
agreement: CONSTRAINT ck_agreement_internal CHECK ((internal = ANY (ARRAY[0, 1])))
agreement: CONSTRAINT ck_agreement_key CHECK (((key <> ''::text) AND (ltrim(key, 'abcdefghijklmnopqrstuvwxyz0123456789-'::text) = ''::text)))
agreement: CONSTRAINT ck_agreement_kind CHECK ((kind = ANY (ARRAY['contact'::text, 'cooperation'::text, 'friendship_city'::text, 'other'::text, 'sister_city'::text])))
agreement: CONSTRAINT ck_agreement_notice_months CHECK ((notice_months >= 0))
agreement: CONSTRAINT ck_agreement_renewal CHECK ((renewal = ANY (ARRAY['automatic'::text, 'by_agreement'::text, 'none'::text])))
agreement: CONSTRAINT ck_agreement_term_months CHECK ((term_months > 0))
agreement: CONSTRAINT fk_agreement_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
agreement: CONSTRAINT pk_agreement PRIMARY KEY (id)
agreement: CONSTRAINT uq_agreement_key UNIQUE (key)
agreement: council_approval text
agreement: council_approved_doubtful integer
agreement: council_approved_earliest text
agreement: council_approved_latest text
agreement: council_approved_text text
agreement: id integer NOT NULL DEFAULT nextval('agreement_id_seq'::regclass)
agreement: instrument text NOT NULL
agreement: internal integer NOT NULL DEFAULT 0
agreement: key text NOT NULL
agreement: kind text NOT NULL
agreement: notice_months integer
agreement: operation_id integer NOT NULL
agreement: place_signed text
agreement: renewal text
agreement: summary text
agreement: term_months integer
agreement: title text
agreement_act: CONSTRAINT ck_agreement_act_by_party CHECK (((mode = 'party'::text) = (city_id IS NOT NULL)))
agreement_act: CONSTRAINT ck_agreement_act_ground CHECK ((ground = ANY (ARRAY['armed_conflict'::text, 'budget'::text, 'foreign_policy'::text, 'history_dispute'::text, 'human_rights'::text, 'inactivity'::text, 'law'::text, 'municipal_merger'::text, 'other'::text, 'term_ended'::text, 'upgrade'::text])))
agreement_act: CONSTRAINT ck_agreement_act_kind CHECK ((kind = ANY (ARRAY['abandoned'::text, 'amended'::text, 'ended'::text, 'left'::text, 'proposed'::text, 'reaffirmed'::text, 'renewed'::text, 'resumed'::text, 'signed'::text, 'superseded'::text, 'suspended'::text, 'withdrawal_notified'::text])))
agreement_act: CONSTRAINT ck_agreement_act_mode CHECK ((mode = ANY (ARRAY['circumstance'::text, 'joint'::text, 'party'::text, 'unknown'::text])))
agreement_act: CONSTRAINT ck_agreement_act_not_itself CHECK ((successor_id <> agreement_id))
agreement_act: CONSTRAINT ck_agreement_act_on CHECK ((((on_text IS NULL) AND (on_earliest IS NULL) AND (on_latest IS NULL) AND (on_doubtful IS NULL)) OR ((on_text IS NOT NULL) AND (on_text <> ''::text) AND (on_doubtful IS NOT NULL) AND (on_doubtful = ANY (ARRAY[0, 1])) AND ((on_earliest IS NULL) OR ((on_earliest ~~ '____-__-__'::text) AND (length(replace(on_earliest, '-'::text, ''::text)) = 8) AND (ltrim(replace(on_earliest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(on_earliest, 6, 2) >= '01'::text) AND (substr(on_earliest, 6, 2) <= '12'::text)) AND ((substr(on_earliest, 9, 2) >= '01'::text) AND (substr(on_earliest, 9, 2) <= '31'::text)))) AND ((on_latest IS NULL) OR ((on_latest ~~ '____-__-__'::text) AND (length(replace(on_latest, '-'::text, ''::text)) = 8) AND (ltrim(replace(on_latest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(on_latest, 6, 2) >= '01'::text) AND (substr(on_latest, 6, 2) <= '12'::text)) AND ((substr(on_latest, 9, 2) >= '01'::text) AND (substr(on_latest, 9, 2) <= '31'::text)))) AND ((on_earliest IS NULL) OR (on_latest IS NULL) OR (on_earliest <= on_latest)) AND (replace(on_text, '/'::text, ''::text) = on_text))))
agreement_act: CONSTRAINT ck_agreement_act_one_leaves CHECK (((kind <> ALL (ARRAY['left'::text, 'withdrawal_notified'::text])) OR (mode = 'party'::text)))
agreement_act: CONSTRAINT ck_agreement_act_seq CHECK ((seq >= 0))
agreement_act: CONSTRAINT ck_agreement_act_sets_term CHECK (((until_text IS NULL) OR (kind = ANY (ARRAY['reaffirmed'::text, 'renewed'::text, 'resumed'::text, 'signed'::text]))))
agreement_act: CONSTRAINT ck_agreement_act_successor CHECK (((kind = 'superseded'::text) = (successor_id IS NOT NULL)))
agreement_act: CONSTRAINT ck_agreement_act_until CHECK ((((until_text IS NULL) AND (until_earliest IS NULL) AND (until_latest IS NULL) AND (until_doubtful IS NULL)) OR ((until_text IS NOT NULL) AND (until_text <> ''::text) AND (until_doubtful IS NOT NULL) AND (until_doubtful = ANY (ARRAY[0, 1])) AND ((until_earliest IS NULL) OR ((until_earliest ~~ '____-__-__'::text) AND (length(replace(until_earliest, '-'::text, ''::text)) = 8) AND (ltrim(replace(until_earliest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(until_earliest, 6, 2) >= '01'::text) AND (substr(until_earliest, 6, 2) <= '12'::text)) AND ((substr(until_earliest, 9, 2) >= '01'::text) AND (substr(until_earliest, 9, 2) <= '31'::text)))) AND ((until_latest IS NULL) OR ((until_latest ~~ '____-__-__'::text) AND (length(replace(until_latest, '-'::text, ''::text)) = 8) AND (ltrim(replace(until_latest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(until_latest, 6, 2) >= '01'::text) AND (substr(until_latest, 6, 2) <= '12'::text)) AND ((substr(until_latest, 9, 2) >= '01'::text) AND (substr(until_latest, 9, 2) <= '31'::text)))) AND ((until_earliest IS NULL) OR (until_latest IS NULL) OR (until_earliest <= until_latest)) AND (replace(until_text, '/'::text, ''::text) = until_text))))
agreement_act: CONSTRAINT fk_agreement_act_agreement_id FOREIGN KEY (agreement_id) REFERENCES agreement(id)
agreement_act: CONSTRAINT fk_agreement_act_agreement_id_city_id FOREIGN KEY (agreement_id, city_id) REFERENCES agreement_party(agreement_id, city_id)
agreement_act: CONSTRAINT fk_agreement_act_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
agreement_act: CONSTRAINT fk_agreement_act_successor_id FOREIGN KEY (successor_id) REFERENCES agreement(id)
agreement_act: CONSTRAINT pk_agreement_act PRIMARY KEY (id)
agreement_act: CONSTRAINT uq_agreement_act_agreement_id_seq UNIQUE (agreement_id, seq)
agreement_act: CREATE INDEX ix_agreement_act_city_id ON public.agreement_act USING btree (city_id) WHERE (city_id IS NOT NULL)
agreement_act: CREATE INDEX ix_agreement_act_on_earliest ON public.agreement_act USING btree (on_earliest)
agreement_act: CREATE INDEX ix_agreement_act_successor_id ON public.agreement_act USING btree (successor_id) WHERE (successor_id IS NOT NULL)
agreement_act: agreement_id integer NOT NULL
agreement_act: city_id integer
agreement_act: ground text
agreement_act: id integer NOT NULL DEFAULT nextval('agreement_act_id_seq'::regclass)
agreement_act: kind text NOT NULL
agreement_act: mode text NOT NULL
agreement_act: note text
agreement_act: on_doubtful integer
agreement_act: on_earliest text
agreement_act: on_latest text
agreement_act: on_text text
agreement_act: operation_id integer NOT NULL
agreement_act: seq integer NOT NULL
agreement_act: successor_id integer
agreement_act: until_doubtful integer
agreement_act: until_earliest text
agreement_act: until_latest text
agreement_act: until_text text
agreement_field: CONSTRAINT ck_agreement_field_field CHECK ((field = ANY (ARRAY['administration'::text, 'agriculture_and_fishery'::text, 'culture'::text, 'disaster_and_safety'::text, 'economy'::text, 'environment'::text, 'health'::text, 'other'::text, 'people'::text, 'science_and_technology'::text, 'sport'::text, 'tourism'::text, 'transport'::text, 'urban_planning'::text, 'youth_and_education'::text])))
agreement_field: CONSTRAINT fk_agreement_field_agreement_id FOREIGN KEY (agreement_id) REFERENCES agreement(id)
agreement_field: CONSTRAINT fk_agreement_field_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
agreement_field: CONSTRAINT pk_agreement_field PRIMARY KEY (id)
agreement_field: CONSTRAINT uq_agreement_field_agreement_id_field UNIQUE (agreement_id, field)
agreement_field: agreement_id integer NOT NULL
agreement_field: field text NOT NULL
agreement_field: id integer NOT NULL DEFAULT nextval('agreement_field_id_seq'::regclass)
agreement_field: operation_id integer NOT NULL
agreement_organization: CONSTRAINT ck_agreement_organization_role CHECK ((role = ANY (ARRAY['beneficiary'::text, 'coordinator'::text, 'implementer'::text, 'signatory'::text])))
agreement_organization: CONSTRAINT fk_agreement_organization_agreement_id FOREIGN KEY (agreement_id) REFERENCES agreement(id)
agreement_organization: CONSTRAINT fk_agreement_organization_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
agreement_organization: CONSTRAINT fk_agreement_organization_organization_id FOREIGN KEY (organization_id) REFERENCES organization(id)
agreement_organization: CONSTRAINT pk_agreement_organization PRIMARY KEY (id)
agreement_organization: CONSTRAINT uq_agreement_organization_agreement_id_organization_id_role UNIQUE (agreement_id, organization_id, role)
agreement_organization: CREATE INDEX ix_agreement_organization_organization_id ON public.agreement_organization USING btree (organization_id)
agreement_organization: agreement_id integer NOT NULL
agreement_organization: id integer NOT NULL DEFAULT nextval('agreement_organization_id_seq'::regclass)
agreement_organization: operation_id integer NOT NULL
agreement_organization: organization_id integer NOT NULL
agreement_organization: role text NOT NULL
agreement_party: CONSTRAINT fk_agreement_party_agreement_id FOREIGN KEY (agreement_id) REFERENCES agreement(id)
agreement_party: CONSTRAINT fk_agreement_party_city_id FOREIGN KEY (city_id) REFERENCES city(id)
agreement_party: CONSTRAINT fk_agreement_party_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
agreement_party: CONSTRAINT pk_agreement_party PRIMARY KEY (id)
agreement_party: CONSTRAINT uq_agreement_party_agreement_id_city_id UNIQUE (agreement_id, city_id)
agreement_party: CREATE INDEX ix_agreement_party_city_id_agreement_id ON public.agreement_party USING btree (city_id, agreement_id)
agreement_party: agreement_id integer NOT NULL
agreement_party: city_id integer NOT NULL
agreement_party: id integer NOT NULL DEFAULT nextval('agreement_party_id_seq'::regclass)
agreement_party: operation_id integer NOT NULL
change: CONSTRAINT ck_change_after CHECK (((kind = 'delete'::text) OR (after IS NOT NULL)))
change: CONSTRAINT ck_change_before CHECK (((kind = 'insert'::text) OR (before IS NOT NULL)))
change: CONSTRAINT ck_change_kind CHECK ((kind = ANY (ARRAY['delete'::text, 'insert'::text, 'update'::text])))
change: CONSTRAINT ck_change_seq CHECK ((seq >= 0))
change: CONSTRAINT fk_change_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
change: CONSTRAINT pk_change PRIMARY KEY (id)
change: CONSTRAINT uq_change_operation_id_seq UNIQUE (operation_id, seq)
change: CREATE INDEX ix_change_record ON public.change USING btree (record text_pattern_ops)
change: CREATE INDEX ix_change_record_table_record_id ON public.change USING btree (record_table, record_id)
change: after text
change: before text
change: id integer NOT NULL DEFAULT nextval('change_id_seq'::regclass)
change: kind text NOT NULL
change: operation_id integer NOT NULL
change: record text NOT NULL
change: record_id integer NOT NULL
change: record_table text NOT NULL
change: seq integer NOT NULL
citation: CONSTRAINT ck_citation_basis CHECK ((basis = ANY (ARRAY['inferred'::text, 'stated'::text])))
citation: CONSTRAINT ck_citation_one_record CHECK ((((((((((((((( CASE WHEN (city_id IS NULL) THEN 0 ELSE 1 END + CASE WHEN (city_name_id IS NULL) THEN 0 ELSE 1 END) + CASE WHEN (city_succession_id IS NULL) THEN 0 ELSE 1 END) + CASE WHEN (agreement_id IS NULL) THEN 0 ELSE 1 END) + CASE WHEN (agreement_act_id IS NULL) THEN 0 ELSE 1 END) + CASE WHEN (activity_id IS NULL) THEN 0 ELSE 1 END) + CASE WHEN (person_id IS NULL) THEN 0 ELSE 1 END) + CASE WHEN (person_name_id IS NULL) THEN 0 ELSE 1 END) + CASE WHEN (person_post_id IS NULL) THEN 0 ELSE 1 END) + CASE WHEN (organization_id IS NULL) THEN 0 ELSE 1 END) + CASE WHEN (contact_id IS NULL) THEN 0 ELSE 1 END) + CASE WHEN (commitment_id IS NULL) THEN 0 ELSE 1 END) + CASE WHEN (expense_id IS NULL) THEN 0 ELSE 1 END) + CASE WHEN (reported_count_id IS NULL) THEN 0 ELSE 1 END) = 1))
citation: CONSTRAINT ck_citation_preferred CHECK ((preferred = ANY (ARRAY[0, 1])))
citation: CONSTRAINT ck_citation_seq CHECK ((seq >= 0))
citation: CONSTRAINT ck_citation_unlisted_on CHECK ((((unlisted_on_text IS NULL) AND (unlisted_on_earliest IS NULL) AND (unlisted_on_latest IS NULL) AND (unlisted_on_doubtful IS NULL)) OR ((unlisted_on_text IS NOT NULL) AND (unlisted_on_text <> ''::text) AND (unlisted_on_doubtful IS NOT NULL) AND (unlisted_on_doubtful = ANY (ARRAY[0, 1])) AND ((unlisted_on_earliest IS NULL) OR ((unlisted_on_earliest ~~ '____-__-__'::text) AND (length(replace(unlisted_on_earliest, '-'::text, ''::text)) = 8) AND (ltrim(replace(unlisted_on_earliest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(unlisted_on_earliest, 6, 2) >= '01'::text) AND (substr(unlisted_on_earliest, 6, 2) <= '12'::text)) AND ((substr(unlisted_on_earliest, 9, 2) >= '01'::text) AND (substr(unlisted_on_earliest, 9, 2) <= '31'::text)))) AND ((unlisted_on_latest IS NULL) OR ((unlisted_on_latest ~~ '____-__-__'::text) AND (length(replace(unlisted_on_latest, '-'::text, ''::text)) = 8) AND (ltrim(replace(unlisted_on_latest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(unlisted_on_latest, 6, 2) >= '01'::text) AND (substr(unlisted_on_latest, 6, 2) <= '12'::text)) AND ((substr(unlisted_on_latest, 9, 2) >= '01'::text) AND (substr(unlisted_on_latest, 9, 2) <= '31'::text)))) AND ((unlisted_on_earliest IS NULL) OR (unlisted_on_latest IS NULL) OR (unlisted_on_earliest <= unlisted_on_latest)) AND (replace(unlisted_on_text, '/'::text, ''::text) = unlisted_on_text))))
citation: CONSTRAINT fk_citation_activity_id FOREIGN KEY (activity_id) REFERENCES activity(id)
citation: CONSTRAINT fk_citation_agreement_act_id FOREIGN KEY (agreement_act_id) REFERENCES agreement_act(id)
citation: CONSTRAINT fk_citation_agreement_id FOREIGN KEY (agreement_id) REFERENCES agreement(id)
citation: CONSTRAINT fk_citation_city_id FOREIGN KEY (city_id) REFERENCES city(id)
citation: CONSTRAINT fk_citation_city_name_id FOREIGN KEY (city_name_id) REFERENCES city_name(id)
citation: CONSTRAINT fk_citation_city_succession_id FOREIGN KEY (city_succession_id) REFERENCES city_succession(id)
citation: CONSTRAINT fk_citation_commitment_id FOREIGN KEY (commitment_id) REFERENCES commitment(id)
citation: CONSTRAINT fk_citation_contact_id FOREIGN KEY (contact_id) REFERENCES contact(id)
citation: CONSTRAINT fk_citation_expense_id FOREIGN KEY (expense_id) REFERENCES expense(id)
citation: CONSTRAINT fk_citation_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
citation: CONSTRAINT fk_citation_organization_id FOREIGN KEY (organization_id) REFERENCES organization(id)
citation: CONSTRAINT fk_citation_person_id FOREIGN KEY (person_id) REFERENCES person(id)
citation: CONSTRAINT fk_citation_person_name_id FOREIGN KEY (person_name_id) REFERENCES person_name(id)
citation: CONSTRAINT fk_citation_person_post_id FOREIGN KEY (person_post_id) REFERENCES person_post(id)
citation: CONSTRAINT fk_citation_reported_count_id FOREIGN KEY (reported_count_id) REFERENCES reported_count(id)
citation: CONSTRAINT fk_citation_source_id FOREIGN KEY (source_id) REFERENCES source(id)
citation: CONSTRAINT pk_citation PRIMARY KEY (id)
citation: CONSTRAINT uq_citation_source_id_seq UNIQUE (source_id, seq)
citation: CREATE INDEX ix_citation_activity_id ON public.citation USING btree (activity_id) WHERE (activity_id IS NOT NULL)
citation: CREATE INDEX ix_citation_agreement_act_id ON public.citation USING btree (agreement_act_id) WHERE (agreement_act_id IS NOT NULL)
citation: CREATE INDEX ix_citation_agreement_id ON public.citation USING btree (agreement_id) WHERE (agreement_id IS NOT NULL)
citation: CREATE INDEX ix_citation_city_id ON public.citation USING btree (city_id) WHERE (city_id IS NOT NULL)
citation: CREATE INDEX ix_citation_city_name_id ON public.citation USING btree (city_name_id) WHERE (city_name_id IS NOT NULL)
citation: CREATE INDEX ix_citation_city_succession_id ON public.citation USING btree (city_succession_id) WHERE (city_succession_id IS NOT NULL)
citation: CREATE INDEX ix_citation_commitment_id ON public.citation USING btree (commitment_id) WHERE (commitment_id IS NOT NULL)
citation: CREATE INDEX ix_citation_contact_id ON public.citation USING btree (contact_id) WHERE (contact_id IS NOT NULL)
citation: CREATE INDEX ix_citation_expense_id ON public.citation USING btree (expense_id) WHERE (expense_id IS NOT NULL)
citation: CREATE INDEX ix_citation_organization_id ON public.citation USING btree (organization_id) WHERE (organization_id IS NOT NULL)
citation: CREATE INDEX ix_citation_person_id ON public.citation USING btree (person_id) WHERE (person_id IS NOT NULL)
citation: CREATE INDEX ix_citation_person_name_id ON public.citation USING btree (person_name_id) WHERE (person_name_id IS NOT NULL)
citation: CREATE INDEX ix_citation_person_post_id ON public.citation USING btree (person_post_id) WHERE (person_post_id IS NOT NULL)
citation: CREATE INDEX ix_citation_reported_count_id ON public.citation USING btree (reported_count_id) WHERE (reported_count_id IS NOT NULL)
citation: activity_id integer
citation: agreement_act_id integer
citation: agreement_id integer
citation: basis text NOT NULL
citation: because text
citation: city_id integer
citation: city_name_id integer
citation: city_succession_id integer
citation: commitment_id integer
citation: contact_id integer
citation: expense_id integer
citation: field text
citation: id integer NOT NULL DEFAULT nextval('citation_id_seq'::regclass)
citation: locator text
citation: operation_id integer NOT NULL
citation: organization_id integer
citation: person_id integer
citation: person_name_id integer
citation: person_post_id integer
citation: preferred integer NOT NULL DEFAULT 0
citation: reported_count_id integer
citation: seq integer NOT NULL
citation: source_id integer NOT NULL
citation: unlisted_on_doubtful integer
citation: unlisted_on_earliest text
citation: unlisted_on_latest text
citation: unlisted_on_text text
citation: value text
city: CONSTRAINT ck_city_country_code CHECK (((length(country_code) = 2) AND (ltrim(country_code, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'::text) = ''::text)))
city: CONSTRAINT ck_city_folded CHECK ((folded <> ''::text))
city: CONSTRAINT ck_city_key CHECK (((key <> ''::text) AND (ltrim(key, 'abcdefghijklmnopqrstuvwxyz0123456789-'::text) = ''::text)))
city: CONSTRAINT ck_city_kind CHECK ((kind = ANY (ARRAY['city'::text, 'county'::text, 'district'::text, 'municipality'::text, 'other'::text, 'prefecture'::text, 'province'::text, 'region'::text, 'republic'::text, 'state'::text])))
city: CONSTRAINT ck_city_latitude CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision)))
city: CONSTRAINT ck_city_longitude CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision)))
city: CONSTRAINT ck_city_name CHECK ((name <> ''::text))
city: CONSTRAINT ck_city_population CHECK ((population >= 0))
city: CONSTRAINT ck_city_population_of_year CHECK (((population_year IS NULL) OR (population IS NOT NULL)))
city: CONSTRAINT ck_city_population_year CHECK (((population_year >= 1) AND (population_year <= 9999)))
city: CONSTRAINT ck_city_position CHECK (((latitude IS NULL) = (longitude IS NULL)))
city: CONSTRAINT ck_city_wikidata_id CHECK (((substr(wikidata_id, 1, 1) = 'Q'::text) AND (length(wikidata_id) > 1) AND (ltrim(substr(wikidata_id, 2), '0123456789'::text) = ''::text)))
city: CONSTRAINT fk_city_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
city: CONSTRAINT pk_city PRIMARY KEY (id)
city: CONSTRAINT uq_city_geonames_id UNIQUE (geonames_id)
city: CONSTRAINT uq_city_key UNIQUE (key)
city: CONSTRAINT uq_city_wikidata_id UNIQUE (wikidata_id)
city: CREATE INDEX ix_city_country_code ON public.city USING btree (country_code)
city: CREATE INDEX ix_city_folded ON public.city USING btree (folded)
city: admin1 text
city: country_code text
city: folded text NOT NULL
city: geonames_id integer
city: id integer NOT NULL DEFAULT nextval('city_id_seq'::regclass)
city: key text NOT NULL
city: kind text NOT NULL
city: latitude double precision
city: longitude double precision
city: name text NOT NULL
city: operation_id integer NOT NULL
city: population integer
city: population_year integer
city: wikidata_id text
city_identifier: CONSTRAINT ck_city_identifier_scheme CHECK (((scheme <> ''::text) AND (ltrim(scheme, 'abcdefghijklmnopqrstuvwxyz0123456789_'::text) = ''::text)))
city_identifier: CONSTRAINT ck_city_identifier_value CHECK ((value <> ''::text))
city_identifier: CONSTRAINT fk_city_identifier_city_id FOREIGN KEY (city_id) REFERENCES city(id)
city_identifier: CONSTRAINT fk_city_identifier_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
city_identifier: CONSTRAINT pk_city_identifier PRIMARY KEY (id)
city_identifier: CONSTRAINT uq_city_identifier_city_id_scheme_value UNIQUE (city_id, scheme, value)
city_identifier: CREATE INDEX ix_city_identifier_scheme_value ON public.city_identifier USING btree (scheme, value)
city_identifier: city_id integer NOT NULL
city_identifier: id integer NOT NULL DEFAULT nextval('city_identifier_id_seq'::regclass)
city_identifier: operation_id integer NOT NULL
city_identifier: scheme text NOT NULL
city_identifier: value text NOT NULL
city_name: CONSTRAINT ck_city_name_folded CHECK ((folded <> ''::text))
city_name: CONSTRAINT ck_city_name_kind CHECK ((kind = ANY (ARRAY['exonym'::text, 'former'::text, 'government'::text, 'official'::text, 'romanisation'::text, 'short'::text])))
city_name: CONSTRAINT ck_city_name_name CHECK ((name <> ''::text))
city_name: CONSTRAINT ck_city_name_seq CHECK ((seq >= 0))
city_name: CONSTRAINT ck_city_name_since CHECK ((((since_text IS NULL) AND (since_earliest IS NULL) AND (since_latest IS NULL) AND (since_doubtful IS NULL)) OR ((since_text IS NOT NULL) AND (since_text <> ''::text) AND (since_doubtful IS NOT NULL) AND (since_doubtful = ANY (ARRAY[0, 1])) AND ((since_earliest IS NULL) OR ((since_earliest ~~ '____-__-__'::text) AND (length(replace(since_earliest, '-'::text, ''::text)) = 8) AND (ltrim(replace(since_earliest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(since_earliest, 6, 2) >= '01'::text) AND (substr(since_earliest, 6, 2) <= '12'::text)) AND ((substr(since_earliest, 9, 2) >= '01'::text) AND (substr(since_earliest, 9, 2) <= '31'::text)))) AND ((since_latest IS NULL) OR ((since_latest ~~ '____-__-__'::text) AND (length(replace(since_latest, '-'::text, ''::text)) = 8) AND (ltrim(replace(since_latest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(since_latest, 6, 2) >= '01'::text) AND (substr(since_latest, 6, 2) <= '12'::text)) AND ((substr(since_latest, 9, 2) >= '01'::text) AND (substr(since_latest, 9, 2) <= '31'::text)))) AND ((since_earliest IS NULL) OR (since_latest IS NULL) OR (since_earliest <= since_latest)))))
city_name: CONSTRAINT ck_city_name_until CHECK ((((until_text IS NULL) AND (until_earliest IS NULL) AND (until_latest IS NULL) AND (until_doubtful IS NULL)) OR ((until_text IS NOT NULL) AND (until_text <> ''::text) AND (until_doubtful IS NOT NULL) AND (until_doubtful = ANY (ARRAY[0, 1])) AND ((until_earliest IS NULL) OR ((until_earliest ~~ '____-__-__'::text) AND (length(replace(until_earliest, '-'::text, ''::text)) = 8) AND (ltrim(replace(until_earliest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(until_earliest, 6, 2) >= '01'::text) AND (substr(until_earliest, 6, 2) <= '12'::text)) AND ((substr(until_earliest, 9, 2) >= '01'::text) AND (substr(until_earliest, 9, 2) <= '31'::text)))) AND ((until_latest IS NULL) OR ((until_latest ~~ '____-__-__'::text) AND (length(replace(until_latest, '-'::text, ''::text)) = 8) AND (ltrim(replace(until_latest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(until_latest, 6, 2) >= '01'::text) AND (substr(until_latest, 6, 2) <= '12'::text)) AND ((substr(until_latest, 9, 2) >= '01'::text) AND (substr(until_latest, 9, 2) <= '31'::text)))) AND ((until_earliest IS NULL) OR (until_latest IS NULL) OR (until_earliest <= until_latest)))))
city_name: CONSTRAINT fk_city_name_city_id FOREIGN KEY (city_id) REFERENCES city(id)
city_name: CONSTRAINT fk_city_name_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
city_name: CONSTRAINT pk_city_name PRIMARY KEY (id)
city_name: CONSTRAINT uq_city_name_city_id_seq UNIQUE (city_id, seq)
city_name: CREATE INDEX ix_city_name_folded ON public.city_name USING btree (folded)
city_name: city_id integer NOT NULL
city_name: folded text NOT NULL
city_name: id integer NOT NULL DEFAULT nextval('city_name_id_seq'::regclass)
city_name: kind text NOT NULL
city_name: language text
city_name: name text NOT NULL
city_name: operation_id integer NOT NULL
city_name: seq integer NOT NULL
city_name: since_doubtful integer
city_name: since_earliest text
city_name: since_latest text
city_name: since_text text
city_name: until_doubtful integer
city_name: until_earliest text
city_name: until_latest text
city_name: until_text text
city_succession: CONSTRAINT ck_city_succession_on CHECK ((((on_text IS NULL) AND (on_earliest IS NULL) AND (on_latest IS NULL) AND (on_doubtful IS NULL)) OR ((on_text IS NOT NULL) AND (on_text <> ''::text) AND (on_doubtful IS NOT NULL) AND (on_doubtful = ANY (ARRAY[0, 1])) AND ((on_earliest IS NULL) OR ((on_earliest ~~ '____-__-__'::text) AND (length(replace(on_earliest, '-'::text, ''::text)) = 8) AND (ltrim(replace(on_earliest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(on_earliest, 6, 2) >= '01'::text) AND (substr(on_earliest, 6, 2) <= '12'::text)) AND ((substr(on_earliest, 9, 2) >= '01'::text) AND (substr(on_earliest, 9, 2) <= '31'::text)))) AND ((on_latest IS NULL) OR ((on_latest ~~ '____-__-__'::text) AND (length(replace(on_latest, '-'::text, ''::text)) = 8) AND (ltrim(replace(on_latest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(on_latest, 6, 2) >= '01'::text) AND (substr(on_latest, 6, 2) <= '12'::text)) AND ((substr(on_latest, 9, 2) >= '01'::text) AND (substr(on_latest, 9, 2) <= '31'::text)))) AND ((on_earliest IS NULL) OR (on_latest IS NULL) OR (on_earliest <= on_latest)) AND (replace(on_text, '/'::text, ''::text) = on_text))))
city_succession: CONSTRAINT ck_city_succession_seq CHECK ((seq >= 0))
city_succession: CONSTRAINT ck_city_succession_two_cities CHECK ((old_city_id <> new_city_id))
city_succession: CONSTRAINT fk_city_succession_new_city_id FOREIGN KEY (new_city_id) REFERENCES city(id)
city_succession: CONSTRAINT fk_city_succession_old_city_id FOREIGN KEY (old_city_id) REFERENCES city(id)
city_succession: CONSTRAINT fk_city_succession_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
city_succession: CONSTRAINT pk_city_succession PRIMARY KEY (id)
city_succession: CONSTRAINT uq_city_succession_old_city_id_new_city_id UNIQUE (old_city_id, new_city_id)
city_succession: CONSTRAINT uq_city_succession_old_city_id_seq UNIQUE (old_city_id, seq)
city_succession: CREATE INDEX ix_city_succession_new_city_id ON public.city_succession USING btree (new_city_id)
city_succession: id integer NOT NULL DEFAULT nextval('city_succession_id_seq'::regclass)
city_succession: new_city_id integer NOT NULL
city_succession: old_city_id integer NOT NULL
city_succession: on_doubtful integer
city_succession: on_earliest text
city_succession: on_latest text
city_succession: on_text text
city_succession: operation_id integer NOT NULL
city_succession: seq integer NOT NULL
commitment: CONSTRAINT ck_commitment_agreement_or_activity CHECK ((( CASE WHEN (agreement_id IS NULL) THEN 0 ELSE 1 END + CASE WHEN (activity_id IS NULL) THEN 0 ELSE 1 END) = 1))
commitment: CONSTRAINT ck_commitment_due CHECK ((((due_text IS NULL) AND (due_earliest IS NULL) AND (due_latest IS NULL) AND (due_doubtful IS NULL)) OR ((due_text IS NOT NULL) AND (due_text <> ''::text) AND (due_doubtful IS NOT NULL) AND (due_doubtful = ANY (ARRAY[0, 1])) AND ((due_earliest IS NULL) OR ((due_earliest ~~ '____-__-__'::text) AND (length(replace(due_earliest, '-'::text, ''::text)) = 8) AND (ltrim(replace(due_earliest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(due_earliest, 6, 2) >= '01'::text) AND (substr(due_earliest, 6, 2) <= '12'::text)) AND ((substr(due_earliest, 9, 2) >= '01'::text) AND (substr(due_earliest, 9, 2) <= '31'::text)))) AND ((due_latest IS NULL) OR ((due_latest ~~ '____-__-__'::text) AND (length(replace(due_latest, '-'::text, ''::text)) = 8) AND (ltrim(replace(due_latest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(due_latest, 6, 2) >= '01'::text) AND (substr(due_latest, 6, 2) <= '12'::text)) AND ((substr(due_latest, 9, 2) >= '01'::text) AND (substr(due_latest, 9, 2) <= '31'::text)))) AND ((due_earliest IS NULL) OR (due_latest IS NULL) OR (due_earliest <= due_latest)))))
commitment: CONSTRAINT ck_commitment_kept_by CHECK (((kept_by_id IS NULL) OR (state = 'kept'::text)))
commitment: CONSTRAINT ck_commitment_seq CHECK ((seq >= 0))
commitment: CONSTRAINT ck_commitment_state CHECK ((state = ANY (ARRAY['broken'::text, 'kept'::text, 'open'::text, 'released'::text])))
commitment: CONSTRAINT ck_commitment_text CHECK ((text <> ''::text))
commitment: CONSTRAINT ck_commitment_two_cities CHECK ((debtor_id <> creditor_id))
commitment: CONSTRAINT fk_commitment_activity_id FOREIGN KEY (activity_id) REFERENCES activity(id)
commitment: CONSTRAINT fk_commitment_agreement_id FOREIGN KEY (agreement_id) REFERENCES agreement(id)
commitment: CONSTRAINT fk_commitment_creditor_id FOREIGN KEY (creditor_id) REFERENCES city(id)
commitment: CONSTRAINT fk_commitment_debtor_id FOREIGN KEY (debtor_id) REFERENCES city(id)
commitment: CONSTRAINT fk_commitment_kept_by_id FOREIGN KEY (kept_by_id) REFERENCES activity(id)
commitment: CONSTRAINT fk_commitment_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
commitment: CONSTRAINT pk_commitment PRIMARY KEY (id)
commitment: CONSTRAINT uq_commitment_activity_id_seq UNIQUE (activity_id, seq)
commitment: CONSTRAINT uq_commitment_agreement_id_seq UNIQUE (agreement_id, seq)
commitment: CREATE INDEX ix_commitment_creditor_id ON public.commitment USING btree (creditor_id) WHERE (creditor_id IS NOT NULL)
commitment: CREATE INDEX ix_commitment_debtor_id ON public.commitment USING btree (debtor_id)
commitment: CREATE INDEX ix_commitment_kept_by_id ON public.commitment USING btree (kept_by_id) WHERE (kept_by_id IS NOT NULL)
commitment: activity_id integer
commitment: agreement_id integer
commitment: creditor_id integer
commitment: debtor_id integer NOT NULL
commitment: due_doubtful integer
commitment: due_earliest text
commitment: due_latest text
commitment: due_text text
commitment: id integer NOT NULL DEFAULT nextval('commitment_id_seq'::regclass)
commitment: kept_by_id integer
commitment: operation_id integer NOT NULL
commitment: seq integer NOT NULL
commitment: state text NOT NULL
commitment: text text NOT NULL
contact: CONSTRAINT ck_contact_city_or_organization CHECK ((( CASE WHEN (city_id IS NULL) THEN 0 ELSE 1 END + CASE WHEN (organization_id IS NULL) THEN 0 ELSE 1 END) = 1))
contact: CONSTRAINT ck_contact_reaches_someone CHECK (((person_id IS NOT NULL) OR (office IS NOT NULL) OR (email IS NOT NULL) OR (telephone IS NOT NULL)))
contact: CONSTRAINT ck_contact_seq CHECK ((seq >= 0))
contact: CONSTRAINT ck_contact_valid_until CHECK ((((valid_until_text IS NULL) AND (valid_until_earliest IS NULL) AND (valid_until_latest IS NULL) AND (valid_until_doubtful IS NULL)) OR ((valid_until_text IS NOT NULL) AND (valid_until_text <> ''::text) AND (valid_until_doubtful IS NOT NULL) AND (valid_until_doubtful = ANY (ARRAY[0, 1])) AND ((valid_until_earliest IS NULL) OR ((valid_until_earliest ~~ '____-__-__'::text) AND (length(replace(valid_until_earliest, '-'::text, ''::text)) = 8) AND (ltrim(replace(valid_until_earliest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(valid_until_earliest, 6, 2) >= '01'::text) AND (substr(valid_until_earliest, 6, 2) <= '12'::text)) AND ((substr(valid_until_earliest, 9, 2) >= '01'::text) AND (substr(valid_until_earliest, 9, 2) <= '31'::text)))) AND ((valid_until_latest IS NULL) OR ((valid_until_latest ~~ '____-__-__'::text) AND (length(replace(valid_until_latest, '-'::text, ''::text)) = 8) AND (ltrim(replace(valid_until_latest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(valid_until_latest, 6, 2) >= '01'::text) AND (substr(valid_until_latest, 6, 2) <= '12'::text)) AND ((substr(valid_until_latest, 9, 2) >= '01'::text) AND (substr(valid_until_latest, 9, 2) <= '31'::text)))) AND ((valid_until_earliest IS NULL) OR (valid_until_latest IS NULL) OR (valid_until_earliest <= valid_until_latest)))))
contact: CONSTRAINT fk_contact_city_id FOREIGN KEY (city_id) REFERENCES city(id)
contact: CONSTRAINT fk_contact_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
contact: CONSTRAINT fk_contact_organization_id FOREIGN KEY (organization_id) REFERENCES organization(id)
contact: CONSTRAINT fk_contact_person_id FOREIGN KEY (person_id) REFERENCES person(id)
contact: CONSTRAINT pk_contact PRIMARY KEY (id)
contact: CONSTRAINT uq_contact_city_id_seq UNIQUE (city_id, seq)
contact: CONSTRAINT uq_contact_organization_id_seq UNIQUE (organization_id, seq)
contact: CREATE INDEX ix_contact_person_id ON public.contact USING btree (person_id) WHERE (person_id IS NOT NULL)
contact: city_id integer
contact: email text
contact: id integer NOT NULL DEFAULT nextval('contact_id_seq'::regclass)
contact: office text
contact: operation_id integer NOT NULL
contact: organization_id integer
contact: person_id integer
contact: seq integer NOT NULL
contact: telephone text
contact: valid_until_doubtful integer
contact: valid_until_earliest text
contact: valid_until_latest text
contact: valid_until_text text
expense: CONSTRAINT ck_expense_agreement_or_activity CHECK ((( CASE WHEN (agreement_id IS NULL) THEN 0 ELSE 1 END + CASE WHEN (activity_id IS NULL) THEN 0 ELSE 1 END) = 1))
expense: CONSTRAINT ck_expense_amount CHECK (((amount <> ''::text) AND (ltrim(replace(amount, '.'::text, ''::text), '0123456789'::text) = ''::text) AND ((length(amount) - length(replace(amount, '.'::text, ''::text))) <= 1) AND (substr(amount, 1, 1) <> '.'::text) AND (substr(amount, length(amount), 1) <> '.'::text)))
expense: CONSTRAINT ck_expense_currency CHECK (((length(currency) = 3) AND (ltrim(currency, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'::text) = ''::text)))
expense: CONSTRAINT ck_expense_one_funder CHECK (((funder_city_id IS NULL) OR (funder_organization_id IS NULL)))
expense: CONSTRAINT ck_expense_seq CHECK ((seq >= 0))
expense: CONSTRAINT ck_expense_year CHECK (((year >= 1) AND (year <= 9999)))
expense: CONSTRAINT fk_expense_activity_id FOREIGN KEY (activity_id) REFERENCES activity(id)
expense: CONSTRAINT fk_expense_agreement_id FOREIGN KEY (agreement_id) REFERENCES agreement(id)
expense: CONSTRAINT fk_expense_funder_city_id FOREIGN KEY (funder_city_id) REFERENCES city(id)
expense: CONSTRAINT fk_expense_funder_organization_id FOREIGN KEY (funder_organization_id) REFERENCES organization(id)
expense: CONSTRAINT fk_expense_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
expense: CONSTRAINT pk_expense PRIMARY KEY (id)
expense: CONSTRAINT uq_expense_activity_id_seq UNIQUE (activity_id, seq)
expense: CONSTRAINT uq_expense_agreement_id_seq UNIQUE (agreement_id, seq)
expense: CREATE INDEX ix_expense_funder_city_id ON public.expense USING btree (funder_city_id) WHERE (funder_city_id IS NOT NULL)
expense: CREATE INDEX ix_expense_funder_organization_id ON public.expense USING btree (funder_organization_id) WHERE (funder_organization_id IS NOT NULL)
expense: activity_id integer
expense: agreement_id integer
expense: amount text NOT NULL
expense: currency text NOT NULL
expense: funder_city_id integer
expense: funder_organization_id integer
expense: id integer NOT NULL DEFAULT nextval('expense_id_seq'::regclass)
expense: note text
expense: operation_id integer NOT NULL
expense: seq integer NOT NULL
expense: year integer
key_alias: CONSTRAINT ck_key_alias_alias CHECK (((ltrim(alias, 'abcdefghijklmnopqrstuvwxyz0123456789-'::text) = ''::text) AND (alias <> ''::text)))
key_alias: CONSTRAINT ck_key_alias_not_itself CHECK ((alias <> key))
key_alias: CONSTRAINT fk_key_alias_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
key_alias: CONSTRAINT pk_key_alias PRIMARY KEY (id)
key_alias: CONSTRAINT uq_key_alias_record_table_alias UNIQUE (record_table, alias)
key_alias: CREATE INDEX ix_key_alias_record_table_key ON public.key_alias USING btree (record_table, key)
key_alias: alias text NOT NULL
key_alias: id integer NOT NULL DEFAULT nextval('key_alias_id_seq'::regclass)
key_alias: key text NOT NULL
key_alias: operation_id integer NOT NULL
key_alias: record_table text NOT NULL
operation: CONSTRAINT ck_operation_deleted CHECK ((deleted >= 0))
operation: CONSTRAINT ck_operation_inserted CHECK ((inserted >= 0))
operation: CONSTRAINT ck_operation_not_itself CHECK ((undoes_id <> id))
operation: CONSTRAINT ck_operation_updated CHECK ((updated >= 0))
operation: CONSTRAINT fk_operation_undoes_id FOREIGN KEY (undoes_id) REFERENCES operation(id)
operation: CONSTRAINT pk_operation PRIMARY KEY (id)
operation: CONSTRAINT uq_operation_token UNIQUE (token)
operation: actor text NOT NULL
operation: at text NOT NULL
operation: command text NOT NULL
operation: deleted integer NOT NULL
operation: id integer NOT NULL DEFAULT nextval('operation_id_seq'::regclass)
operation: inserted integer NOT NULL
operation: sha256 text
operation: token text
operation: undoes_id integer
operation: updated integer NOT NULL
organization: CONSTRAINT ck_organization_folded CHECK ((folded <> ''::text))
organization: CONSTRAINT ck_organization_founded CHECK ((((founded_text IS NULL) AND (founded_earliest IS NULL) AND (founded_latest IS NULL) AND (founded_doubtful IS NULL)) OR ((founded_text IS NOT NULL) AND (founded_text <> ''::text) AND (founded_doubtful IS NOT NULL) AND (founded_doubtful = ANY (ARRAY[0, 1])) AND ((founded_earliest IS NULL) OR ((founded_earliest ~~ '____-__-__'::text) AND (length(replace(founded_earliest, '-'::text, ''::text)) = 8) AND (ltrim(replace(founded_earliest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(founded_earliest, 6, 2) >= '01'::text) AND (substr(founded_earliest, 6, 2) <= '12'::text)) AND ((substr(founded_earliest, 9, 2) >= '01'::text) AND (substr(founded_earliest, 9, 2) <= '31'::text)))) AND ((founded_latest IS NULL) OR ((founded_latest ~~ '____-__-__'::text) AND (length(replace(founded_latest, '-'::text, ''::text)) = 8) AND (ltrim(replace(founded_latest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(founded_latest, 6, 2) >= '01'::text) AND (substr(founded_latest, 6, 2) <= '12'::text)) AND ((substr(founded_latest, 9, 2) >= '01'::text) AND (substr(founded_latest, 9, 2) <= '31'::text)))) AND ((founded_earliest IS NULL) OR (founded_latest IS NULL) OR (founded_earliest <= founded_latest)) AND (replace(founded_text, '/'::text, ''::text) = founded_text))))
organization: CONSTRAINT ck_organization_key CHECK (((key <> ''::text) AND (ltrim(key, 'abcdefghijklmnopqrstuvwxyz0123456789-'::text) = ''::text)))
organization: CONSTRAINT ck_organization_name CHECK ((name <> ''::text))
organization: CONSTRAINT fk_organization_acts_for_id FOREIGN KEY (acts_for_id) REFERENCES city(id)
organization: CONSTRAINT fk_organization_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
organization: CONSTRAINT pk_organization PRIMARY KEY (id)
organization: CONSTRAINT uq_organization_key UNIQUE (key)
organization: CREATE INDEX ix_organization_acts_for_id ON public.organization USING btree (acts_for_id) WHERE (acts_for_id IS NOT NULL)
organization: CREATE INDEX ix_organization_folded ON public.organization USING btree (folded)
organization: acts_for_id integer
organization: folded text NOT NULL
organization: founded_doubtful integer
organization: founded_earliest text
organization: founded_latest text
organization: founded_text text
organization: id integer NOT NULL DEFAULT nextval('organization_id_seq'::regclass)
organization: key text NOT NULL
organization: name text NOT NULL
organization: operation_id integer NOT NULL
organization: short_name text
organization: summary text
organization: website text
person: CONSTRAINT ck_person_folded CHECK ((folded <> ''::text))
person: CONSTRAINT ck_person_key CHECK (((key <> ''::text) AND (ltrim(key, 'abcdefghijklmnopqrstuvwxyz0123456789-'::text) = ''::text)))
person: CONSTRAINT ck_person_name CHECK ((name <> ''::text))
person: CONSTRAINT fk_person_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
person: CONSTRAINT pk_person PRIMARY KEY (id)
person: CONSTRAINT uq_person_key UNIQUE (key)
person: CREATE INDEX ix_person_folded ON public.person USING btree (folded)
person: folded text NOT NULL
person: id integer NOT NULL DEFAULT nextval('person_id_seq'::regclass)
person: key text NOT NULL
person: name text NOT NULL
person: operation_id integer NOT NULL
person: summary text
person_name: CONSTRAINT ck_person_name_folded CHECK ((folded <> ''::text))
person_name: CONSTRAINT ck_person_name_kind CHECK ((kind = ANY (ARRAY['former'::text, 'official'::text, 'pseudonym'::text, 'romanisation'::text, 'short'::text])))
person_name: CONSTRAINT ck_person_name_name CHECK ((name <> ''::text))
person_name: CONSTRAINT ck_person_name_seq CHECK ((seq >= 0))
person_name: CONSTRAINT ck_person_name_since CHECK ((((since_text IS NULL) AND (since_earliest IS NULL) AND (since_latest IS NULL) AND (since_doubtful IS NULL)) OR ((since_text IS NOT NULL) AND (since_text <> ''::text) AND (since_doubtful IS NOT NULL) AND (since_doubtful = ANY (ARRAY[0, 1])) AND ((since_earliest IS NULL) OR ((since_earliest ~~ '____-__-__'::text) AND (length(replace(since_earliest, '-'::text, ''::text)) = 8) AND (ltrim(replace(since_earliest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(since_earliest, 6, 2) >= '01'::text) AND (substr(since_earliest, 6, 2) <= '12'::text)) AND ((substr(since_earliest, 9, 2) >= '01'::text) AND (substr(since_earliest, 9, 2) <= '31'::text)))) AND ((since_latest IS NULL) OR ((since_latest ~~ '____-__-__'::text) AND (length(replace(since_latest, '-'::text, ''::text)) = 8) AND (ltrim(replace(since_latest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(since_latest, 6, 2) >= '01'::text) AND (substr(since_latest, 6, 2) <= '12'::text)) AND ((substr(since_latest, 9, 2) >= '01'::text) AND (substr(since_latest, 9, 2) <= '31'::text)))) AND ((since_earliest IS NULL) OR (since_latest IS NULL) OR (since_earliest <= since_latest)))))
person_name: CONSTRAINT ck_person_name_until CHECK ((((until_text IS NULL) AND (until_earliest IS NULL) AND (until_latest IS NULL) AND (until_doubtful IS NULL)) OR ((until_text IS NOT NULL) AND (until_text <> ''::text) AND (until_doubtful IS NOT NULL) AND (until_doubtful = ANY (ARRAY[0, 1])) AND ((until_earliest IS NULL) OR ((until_earliest ~~ '____-__-__'::text) AND (length(replace(until_earliest, '-'::text, ''::text)) = 8) AND (ltrim(replace(until_earliest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(until_earliest, 6, 2) >= '01'::text) AND (substr(until_earliest, 6, 2) <= '12'::text)) AND ((substr(until_earliest, 9, 2) >= '01'::text) AND (substr(until_earliest, 9, 2) <= '31'::text)))) AND ((until_latest IS NULL) OR ((until_latest ~~ '____-__-__'::text) AND (length(replace(until_latest, '-'::text, ''::text)) = 8) AND (ltrim(replace(until_latest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(until_latest, 6, 2) >= '01'::text) AND (substr(until_latest, 6, 2) <= '12'::text)) AND ((substr(until_latest, 9, 2) >= '01'::text) AND (substr(until_latest, 9, 2) <= '31'::text)))) AND ((until_earliest IS NULL) OR (until_latest IS NULL) OR (until_earliest <= until_latest)))))
person_name: CONSTRAINT fk_person_name_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
person_name: CONSTRAINT fk_person_name_person_id FOREIGN KEY (person_id) REFERENCES person(id)
person_name: CONSTRAINT pk_person_name PRIMARY KEY (id)
person_name: CONSTRAINT uq_person_name_person_id_seq UNIQUE (person_id, seq)
person_name: CREATE INDEX ix_person_name_folded ON public.person_name USING btree (folded)
person_name: folded text NOT NULL
person_name: id integer NOT NULL DEFAULT nextval('person_name_id_seq'::regclass)
person_name: kind text NOT NULL
person_name: language text
person_name: name text NOT NULL
person_name: operation_id integer NOT NULL
person_name: person_id integer NOT NULL
person_name: seq integer NOT NULL
person_name: since_doubtful integer
person_name: since_earliest text
person_name: since_latest text
person_name: since_text text
person_name: until_doubtful integer
person_name: until_earliest text
person_name: until_latest text
person_name: until_text text
person_post: CONSTRAINT ck_person_post_end CHECK ((((end_text IS NULL) AND (end_earliest IS NULL) AND (end_latest IS NULL) AND (end_doubtful IS NULL)) OR ((end_text IS NOT NULL) AND (end_text <> ''::text) AND (end_doubtful IS NOT NULL) AND (end_doubtful = ANY (ARRAY[0, 1])) AND ((end_earliest IS NULL) OR ((end_earliest ~~ '____-__-__'::text) AND (length(replace(end_earliest, '-'::text, ''::text)) = 8) AND (ltrim(replace(end_earliest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(end_earliest, 6, 2) >= '01'::text) AND (substr(end_earliest, 6, 2) <= '12'::text)) AND ((substr(end_earliest, 9, 2) >= '01'::text) AND (substr(end_earliest, 9, 2) <= '31'::text)))) AND ((end_latest IS NULL) OR ((end_latest ~~ '____-__-__'::text) AND (length(replace(end_latest, '-'::text, ''::text)) = 8) AND (ltrim(replace(end_latest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(end_latest, 6, 2) >= '01'::text) AND (substr(end_latest, 6, 2) <= '12'::text)) AND ((substr(end_latest, 9, 2) >= '01'::text) AND (substr(end_latest, 9, 2) <= '31'::text)))) AND ((end_earliest IS NULL) OR (end_latest IS NULL) OR (end_earliest <= end_latest)))))
person_post: CONSTRAINT ck_person_post_one_employer CHECK (((city_id IS NULL) OR (organization_id IS NULL)))
person_post: CONSTRAINT ck_person_post_seq CHECK ((seq >= 0))
person_post: CONSTRAINT ck_person_post_start CHECK ((((start_text IS NULL) AND (start_earliest IS NULL) AND (start_latest IS NULL) AND (start_doubtful IS NULL)) OR ((start_text IS NOT NULL) AND (start_text <> ''::text) AND (start_doubtful IS NOT NULL) AND (start_doubtful = ANY (ARRAY[0, 1])) AND ((start_earliest IS NULL) OR ((start_earliest ~~ '____-__-__'::text) AND (length(replace(start_earliest, '-'::text, ''::text)) = 8) AND (ltrim(replace(start_earliest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(start_earliest, 6, 2) >= '01'::text) AND (substr(start_earliest, 6, 2) <= '12'::text)) AND ((substr(start_earliest, 9, 2) >= '01'::text) AND (substr(start_earliest, 9, 2) <= '31'::text)))) AND ((start_latest IS NULL) OR ((start_latest ~~ '____-__-__'::text) AND (length(replace(start_latest, '-'::text, ''::text)) = 8) AND (ltrim(replace(start_latest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(start_latest, 6, 2) >= '01'::text) AND (substr(start_latest, 6, 2) <= '12'::text)) AND ((substr(start_latest, 9, 2) >= '01'::text) AND (substr(start_latest, 9, 2) <= '31'::text)))) AND ((start_earliest IS NULL) OR (start_latest IS NULL) OR (start_earliest <= start_latest)))))
person_post: CONSTRAINT ck_person_post_title CHECK ((title <> ''::text))
person_post: CONSTRAINT fk_person_post_city_id FOREIGN KEY (city_id) REFERENCES city(id)
person_post: CONSTRAINT fk_person_post_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
person_post: CONSTRAINT fk_person_post_organization_id FOREIGN KEY (organization_id) REFERENCES organization(id)
person_post: CONSTRAINT fk_person_post_person_id FOREIGN KEY (person_id) REFERENCES person(id)
person_post: CONSTRAINT pk_person_post PRIMARY KEY (id)
person_post: CONSTRAINT uq_person_post_person_id_seq UNIQUE (person_id, seq)
person_post: CREATE INDEX ix_person_post_city_id ON public.person_post USING btree (city_id) WHERE (city_id IS NOT NULL)
person_post: CREATE INDEX ix_person_post_organization_id ON public.person_post USING btree (organization_id) WHERE (organization_id IS NOT NULL)
person_post: city_id integer
person_post: end_doubtful integer
person_post: end_earliest text
person_post: end_latest text
person_post: end_text text
person_post: id integer NOT NULL DEFAULT nextval('person_post_id_seq'::regclass)
person_post: operation_id integer NOT NULL
person_post: organization_id integer
person_post: person_id integer NOT NULL
person_post: seq integer NOT NULL
person_post: start_doubtful integer
person_post: start_earliest text
person_post: start_latest text
person_post: start_text text
person_post: title text NOT NULL
reported_count: CONSTRAINT ck_reported_count_about_one CHECK (((( CASE WHEN (city_id IS NULL) THEN 0 ELSE 1 END + CASE WHEN (organization_id IS NULL) THEN 0 ELSE 1 END) + CASE WHEN (activity_id IS NULL) THEN 0 ELSE 1 END) = 1))
reported_count: CONSTRAINT ck_reported_count_approximate CHECK ((approximate = ANY (ARRAY[0, 1])))
reported_count: CONSTRAINT ck_reported_count_measure CHECK ((measure = ANY (ARRAY['editions'::text, 'exhibitors'::text, 'exhibits'::text, 'foreign_residents'::text, 'languages'::text, 'members'::text, 'participants'::text, 'partner_cities'::text, 'partner_countries'::text, 'partner_rank'::text, 'population'::text, 'service_areas'::text, 'teams'::text, 'themes'::text, 'years'::text])))
reported_count: CONSTRAINT ck_reported_count_on CHECK ((((on_text IS NULL) AND (on_earliest IS NULL) AND (on_latest IS NULL) AND (on_doubtful IS NULL)) OR ((on_text IS NOT NULL) AND (on_text <> ''::text) AND (on_doubtful IS NOT NULL) AND (on_doubtful = ANY (ARRAY[0, 1])) AND ((on_earliest IS NULL) OR ((on_earliest ~~ '____-__-__'::text) AND (length(replace(on_earliest, '-'::text, ''::text)) = 8) AND (ltrim(replace(on_earliest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(on_earliest, 6, 2) >= '01'::text) AND (substr(on_earliest, 6, 2) <= '12'::text)) AND ((substr(on_earliest, 9, 2) >= '01'::text) AND (substr(on_earliest, 9, 2) <= '31'::text)))) AND ((on_latest IS NULL) OR ((on_latest ~~ '____-__-__'::text) AND (length(replace(on_latest, '-'::text, ''::text)) = 8) AND (ltrim(replace(on_latest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(on_latest, 6, 2) >= '01'::text) AND (substr(on_latest, 6, 2) <= '12'::text)) AND ((substr(on_latest, 9, 2) >= '01'::text) AND (substr(on_latest, 9, 2) <= '31'::text)))) AND ((on_earliest IS NULL) OR (on_latest IS NULL) OR (on_earliest <= on_latest)))))
reported_count: CONSTRAINT ck_reported_count_seq CHECK ((seq >= 0))
reported_count: CONSTRAINT ck_reported_count_value CHECK ((value >= 0))
reported_count: CONSTRAINT fk_reported_count_activity_id FOREIGN KEY (activity_id) REFERENCES activity(id)
reported_count: CONSTRAINT fk_reported_count_city_id FOREIGN KEY (city_id) REFERENCES city(id)
reported_count: CONSTRAINT fk_reported_count_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
reported_count: CONSTRAINT fk_reported_count_organization_id FOREIGN KEY (organization_id) REFERENCES organization(id)
reported_count: CONSTRAINT pk_reported_count PRIMARY KEY (id)
reported_count: CONSTRAINT uq_reported_count_activity_id_seq UNIQUE (activity_id, seq)
reported_count: CONSTRAINT uq_reported_count_city_id_seq UNIQUE (city_id, seq)
reported_count: CONSTRAINT uq_reported_count_organization_id_seq UNIQUE (organization_id, seq)
reported_count: activity_id integer
reported_count: approximate integer NOT NULL DEFAULT 0
reported_count: city_id integer
reported_count: id integer NOT NULL DEFAULT nextval('reported_count_id_seq'::regclass)
reported_count: measure text NOT NULL
reported_count: note text
reported_count: on_doubtful integer
reported_count: on_earliest text
reported_count: on_latest text
reported_count: on_text text
reported_count: operation_id integer NOT NULL
reported_count: organization_id integer
reported_count: seq integer NOT NULL
reported_count: value integer NOT NULL
reported_count_kind: CONSTRAINT ck_reported_count_kind_kind CHECK ((kind = ANY (ARRAY['contact'::text, 'cooperation'::text, 'friendship_city'::text, 'other'::text, 'sister_city'::text])))
reported_count_kind: CONSTRAINT fk_reported_count_kind_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
reported_count_kind: CONSTRAINT fk_reported_count_kind_reported_count_id FOREIGN KEY (reported_count_id) REFERENCES reported_count(id)
reported_count_kind: CONSTRAINT pk_reported_count_kind PRIMARY KEY (id)
reported_count_kind: CONSTRAINT uq_reported_count_kind_reported_count_id_kind UNIQUE (reported_count_id, kind)
reported_count_kind: id integer NOT NULL DEFAULT nextval('reported_count_kind_id_seq'::regclass)
reported_count_kind: kind text NOT NULL
reported_count_kind: operation_id integer NOT NULL
reported_count_kind: reported_count_id integer NOT NULL
row_digest: CONSTRAINT pk_row_digest PRIMARY KEY (record_table, record_id)
row_digest: digest integer NOT NULL
row_digest: record_id integer NOT NULL
row_digest: record_table text NOT NULL
row_digest: texts text
source: CONSTRAINT ck_source_key CHECK (((key <> ''::text) AND (ltrim(key, 'abcdefghijklmnopqrstuvwxyz0123456789-'::text) = ''::text)))
source: CONSTRAINT ck_source_kind CHECK ((kind = ANY (ARRAY['article'::text, 'instrument'::text, 'press'::text, 'register'::text, 'website'::text])))
source: CONSTRAINT ck_source_published CHECK ((((published_text IS NULL) AND (published_earliest IS NULL) AND (published_latest IS NULL) AND (published_doubtful IS NULL)) OR ((published_text IS NOT NULL) AND (published_text <> ''::text) AND (published_doubtful IS NOT NULL) AND (published_doubtful = ANY (ARRAY[0, 1])) AND ((published_earliest IS NULL) OR ((published_earliest ~~ '____-__-__'::text) AND (length(replace(published_earliest, '-'::text, ''::text)) = 8) AND (ltrim(replace(published_earliest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(published_earliest, 6, 2) >= '01'::text) AND (substr(published_earliest, 6, 2) <= '12'::text)) AND ((substr(published_earliest, 9, 2) >= '01'::text) AND (substr(published_earliest, 9, 2) <= '31'::text)))) AND ((published_latest IS NULL) OR ((published_latest ~~ '____-__-__'::text) AND (length(replace(published_latest, '-'::text, ''::text)) = 8) AND (ltrim(replace(published_latest, '-'::text, ''::text), '0123456789'::text) = ''::text) AND ((substr(published_latest, 6, 2) >= '01'::text) AND (substr(published_latest, 6, 2) <= '12'::text)) AND ((substr(published_latest, 9, 2) >= '01'::text) AND (substr(published_latest, 9, 2) <= '31'::text)))) AND ((published_earliest IS NULL) OR (published_latest IS NULL) OR (published_earliest <= published_latest)))))
source: CONSTRAINT ck_source_sha256 CHECK (((length(sha256) = 64) AND (ltrim(sha256, '0123456789abcdef'::text) = ''::text)))
source: CONSTRAINT ck_source_title CHECK ((title <> ''::text))
source: CONSTRAINT fk_source_operation_id FOREIGN KEY (operation_id) REFERENCES operation(id)
source: CONSTRAINT fk_source_speaks_for_id FOREIGN KEY (speaks_for_id) REFERENCES city(id)
source: CONSTRAINT pk_source PRIMARY KEY (id)
source: CONSTRAINT uq_source_key UNIQUE (key)
source: CREATE INDEX ix_source_speaks_for_id ON public.source USING btree (speaks_for_id) WHERE (speaks_for_id IS NOT NULL)
source: address text
source: file_name text
source: id integer NOT NULL DEFAULT nextval('source_id_seq'::regclass)
source: key text NOT NULL
source: kind text NOT NULL
source: languages text
source: note text
source: operation_id integer NOT NULL
source: published_doubtful integer
source: published_earliest text
source: published_latest text
source: published_text text
source: publisher text
source: sha256 text
source: shelf_mark text
source: speaks_for_id integer
source: title text NOT NULL
