"""What offices call the columns of their other spreadsheets, by the fields that these hold."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from twinning.exchange.lists.columns.fields import INTERNAL_NAMES

ALIASES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "title": (
            *("name", "subject", "activity", "name of event", "event", "programme", "program", "delegation", "project"),
            *("événement", "manifestation", "nom de l'événement", "nom de la manifestation", "titel", "bezeichnung"),
            *("veranstaltung", "anlass", "titre", "intitulé", "objet", "título", "nombre", "projekt", "vorhaben"),
            *("maßnahme", "projet", "proyecto", "progetto", "wydarzenie", "akce", "проект", "мероприятие", "titolo"),
            *("nazwa", "tytuł", "název", "название", "행사명", "사업명", "제목", "명칭", "방문단", "대표단", "件名"),
            *("방문명", "trip", "trip name", "nazwa wyjazdu", "wyjazd", "wizyta", "déplacement", "訪問名", "研修名"),
            *("visit", "mission", "reise", "dienstreise", "programa", "programma", "programm", "austauschprogramm"),
            *(
                "방문단명",
                "대표단명",
                "출장명",
                "프로그램명",
                "団体名",
                "派遣団名",
                "团组名称",
                "团组",
                "访问团",
                "活动",
                "项目",
            ),
            *("事業名", "行事名", "名称", "名稱", "訪問団", "訪問団名", "活动名称", "项目名称", "代表团", "团名"),
        ),
        "status": ("state", "stand", "statut", "état", "estado", "stato", "stav", "статус", "상태", "状態", "状态"),
        "start": (
            *("years", "date", "day", "when", "from", "begin", "beginning", "start date", "first day"),
            *("visited on", "dates", "visit date", "visit dates", "date of visit", "event date", "period", "termin"),
            *("zeitraum", "datum", "beginn", "von", "date de début", "début", "fecha", "fecha de inicio"),
            *("inicio", "data", "дата", "начало", "일자", "날짜", "시작일", "방문일", "방문일자", "행사일"),
            *("개최일", "日付", "期日", "開始日", "訪問日", "開催日", "年月日", "日期", "开始日期", "访问日期"),
            *("时间", "reisedatum", "reisezeit", "zeitpunkt", "dates de la visite", "période", "periodo"),
            *("fecha de la visita", "data wizyty", "termin wizyty", "datum návštěvy", "дата визита", "период", "기간"),
            *("방문기간", "행사기간", "일시", "행사일시", "期間", "訪問期間", "開催期間", "会期", "访问时间"),
            *(
                "活动时间",
                "起止时间",
                "出访时间",
                "出访日期",
                "来访时间",
                "출장기간",
                "출장일",
                "行事日",
                "実施日",
                "実施期間",
            ),
        ),
        "start_year": (
            *("year", "jahr", "année", "annee", "año", "anno", "ano", "rok", "год", "рік", "év", "an", "år", "vuosi"),
            *("연도", "년도", "연도별", "年", "西暦", "开始年份", "年份"),
        ),
        "end": (
            *("until", "to", "end date", "last day", "bis", "ende", "date de fin", "fin", "fecha de fin", "hasta"),
            *("koniec", "konec", "конец", "окончание", "종료일", "終了日", "结束日期"),
        ),
        "duration": ("length", "dauer", "durée", "duración", "czas trwania", "длительность", "日数", "天数"),
        "size": (
            *("people", "persons", "number of people", "number", "delegates", "visitors", "members", "personen"),
            *("# of delegates", "no. of delegates", "# of people", "nb de personnes", "nbre de personnes"),
            *("nombre de participants", "nb de participants", "liczba uczestników", "anzahl personen"),
            *("anzahl", "number of delegates", "number of visitors"),
            *(
                "teilnehmer",
                "nombre de personnes",
                "personas",
                "liczba osób",
                "количество",
                "인원",
                "인원수",
                "방문인원",
            ),
            *("人数", "人員", "人数合计", "teilnehmerzahl", "personenzahl", "número de personas", "liczba uczestników"),
        ),
        "attendance": (
            *("people", "visitors", "attendees", "audience", "number of visitors", "besucher", "besucherzahl"),
            *("liczba osób", "návštěvníci", "počet osob", "teilnehmerzahl", "количество", "посетители", "入場者数"),
            *("participants", "number of participants", "nombre de participants", "teilnehmer", "참가인원", "参加者数"),
            *("visiteurs", "asistentes", "visitatori", "관람객", "참석인원", "인원", "来場者", "来場者数", "人数"),
        ),
        "participants": (
            *("people", "number of participants", "teilnehmer", "teilnehmerzahl", "participantes", "partecipanti"),
            *("número de participantes", "numero di partecipanti", "nombre de participants", "liczba uczestników"),
            *("počet účastníků", "число участников"),
            *("uczestnicy", "účastníci", "참가자수", "참가인원", "인원", "参加者数", "参加人数", "人数"),
        ),
        "venue": (
            *("hall", "venue name", "ort der veranstaltung", "veranstaltungsort", "saal", "lieu", "lugar", "sala"),
            *("miejsce", "místo"),
            *("행사장", "행사장소", "会場", "会场", "開催場所", "活动地点"),
        ),
        "purpose": (
            *("reason", "aim", "objective", "zweck", "anliegen", "but", "objectif", "motivo", "objetivo", "cel"),
            *("účel", "цель", "목적", "방문목적", "目的", "訪問目的", "访问目的"),
        ),
        "shown": ("exhibits", "exponate", "전시품", "展示品", "展品"),
        "host": (
            *("delegation to", "visit to", "nach"),
            *("city", "place", "location", "destination", "host city", "visited", "city visited", "to city", "stadt"),
            *("派遣先", "派遣先都市", "派遣都市名", "渡航先", "出張先", "파견지", "출장도시", "miejsce docelowe"),
            *("출장지", "访问城市", "出访城市"),
            *("ort", "gastgeber", "zielort", "besuchte stadt", "ville", "ville visitée", "destino", "ciudad", "città"),
            *("miasto", "město", "город", "принимающий город", "도시", "방문지", "방문도시", "개최지", "개최도시"),
            *("ziel", "reiseziel", "zielstadt", "cidade", "località", "miasto docelowe", "hostitelské město"),
            *("장소", "都市", "訪問先", "訪問都市", "開催地", "開催都市", "場所", "城市", "到访城市", "举办城市"),
        ),
        "sender": (
            *("delegation from", "visitors from", "aus", "delegation aus", "gäste aus", "besuch aus", "delegación de"),
            *("délégation de", "visiting city", "guest city", "entsendende stadt", "来访城市", "訪問元"),
            *("from city", "sending city", "sent by", "origin", "home city", "our city", "entsandt von", "herkunft"),
            *("ville d'origine", "ciudad de origen", "파견도시", "방문단도시", "派遣都市", "派遣元", "派出城市"),
        ),
        "participant": (
            *("partner", "partner city", "participating city", "participating cities", "cities", "with"),
            *("partnerstadt", "villes", "ville partenaire", "ciudad hermana", "참가도시", "상대도시", "자매도시"),
            *("参加都市", "相手都市", "参加城市"),
        ),
        "head": (
            *("lead", "leader", "head of delegation", "led by", "chair", "leiter", "leitung", "delegationsleiter"),
            *("delegationsleitung", "chef", "przewodniczący delegacji", "delegation leader", "trip leader"),
            *("chef de délégation", "jefe", "jefe de delegación", "capo", "przewodniczący", "vedoucí", "глава"),
            *("단장", "대표", "団長", "代表者", "团长", "團長"),
        ),
        "head_post": (
            *("position", "post", "function", "title of leader", "rank", "funktion", "amt", "fonction", "cargo"),
            *("직위", "직책", "役職", "职务", "職務"),
        ),
        "member": ("members of delegation", "delegierte", "membres", "miembros", "단원", "団員", "团员"),
        "organiser": (
            *("organizer", "organised by", "organized by", "veranstalter", "organisateur", "organizador"),
            *("organizzatore", "organizator", "организатор", "주최", "주관", "主催", "主办", "主办单位"),
        ),
        "funder": ("funded by", "sponsor", "geldgeber", "후원", "後援", "資助"),
        "field": (
            *("fields of cooperation", "area", "theme", "topic", "bereich", "bereiche", "thema", "domaine", "ámbito"),
            *("분야", "교류분야", "分野", "交流分野", "领域"),
        ),
        "expense": (
            *("cost", "costs", "budget", "amount", "betrag", "montant", "importe", "kwota", "금액", "金額", "kosten"),
            *(
                "coût ttc",
                "coût total",
                "koszt całkowity",
                "ausgaben",
                "coût",
                "coste",
                "gasto",
                "costo",
                "koszt",
                "náklady",
            ),
            *("gesamtkosten", "total cost", "total costs", "expenses", "expenditure", "spending", "dépenses", "costes"),
            *("gastos", "presupuesto", "costi", "spese", "custo", "despesas", "koszty", "wydatki", "budżet", "výdaje"),
            *("rozpočet", "költség", "kostnad", "kostnader", "расходы", "затраты", "бюджет", "стоимость"),
            *(
                "비용",
                "예산",
                "경비",
                "총사업비",
                "사업비",
                "소요예산",
                "소요경비",
                "예산액",
                "집행액",
                "費用",
                "予算",
                "经费",
            ),
            *("経費", "事業費", "予算額", "決算額", "金额", "费用", "预算", "支出"),
        ),
        "expense_currency": ("currency", "währung", "devise", "moneda", "valuta", "waluta", "통화", "通貨", "货币"),
        "summary": (
            *("note", "notes", "remark", "remarks", "comment", "comments", "description", "content", "bemerkung"),
            *("bemerkungen", "anmerkung", "beschreibung", "remarque", "description du projet", "observaciones"),
            *("uwagi", "poznámka", "примечание", "비고", "내용", "주요내용", "備考", "内容", "备注"),
        ),
        "source": (
            *("reference", "references", "ref", "quelle", "quellen", "beleg", "fuente", "fonte", "źródło", "zdroj"),
            *("источник", "출처", "근거", "자료", "出典", "典拠", "来源"),
        ),
        "post_at": (
            *("city", "organization", "organisation", "institution", "stadt", "ville", "ciudad", "miasto", "město"),
            *("소속", "소속기관", "기관명", "단체명", "도시", "所属", "所属機関", "団体名", "单位", "机构名称", "城市"),
            *("都市", "市", "自治体", "cidade", "città", "город", "organisme", "dienststelle"),
        ),
        "name": (
            *("person", "full name", "organization", "organisation", "institution", "nom", "nombre", "nome", "imię"),
            *("imię i nazwisko", "jméno", "имя", "фио", "성명", "이름", "기관명", "단체명", "氏名", "名前", "団体名"),
            *("姓名", "机构名称"),
        ),
        "post": (
            *("position", "title", "function", "job title", "role", "amt", "funktion", "fonction", "cargo", "carica"),
            *("stanowisko", "funkce", "должность", "직위", "직책", "직함", "役職", "肩書", "职务", "職務"),
        ),
        "post_start": (
            *(
                "since",
                "from",
                "in office since",
                "seit",
                "von",
                "depuis",
                "desde",
                "od",
                "취임일",
                "就任日",
                "任职时间",
            ),
        ),
        "post_end": ("until", "to", "bis", "jusqu'à", "hasta", "do", "퇴임일", "退任日", "离任时间"),
        "short_name": ("acronym", "abbreviation", "kürzel", "abkürzung", "sigle", "sigla", "약칭", "略称", "简称"),
        "acts_for": ("city", "for city", "municipality", "stadt", "ville", "ciudad", "miasto", "도시", "都市", "城市"),
        "founded": ("established", "gegründet", "fondée", "fundada", "založeno", "설립일", "設立", "成立时间"),
        "website": ("web", "url", "homepage", "internet", "site web", "sitio web", "홈페이지", "ホームページ", "网站"),
        "at": (
            *("city", "organization", "organisation", "partner", "partner city", "institution", "stadt", "kommune"),
            *("ville", "ciudad", "città", "miasto", "město", "город", "도시", "기관", "都市", "機関", "城市", "机构"),
        ),
        "office": (
            *("department", "division", "unit", "bureau", "amt", "abteilung", "dienststelle", "service", "oficina"),
            *("departamento", "ufficio", "wydział", "odbor", "отдел", "부서", "부서명", "담당부서", "部署", "課"),
            *("担当課", "担当部署", "部门"),
        ),
        "person": (
            *("name", "contact", "contact person", "ansprechpartner", "ansprechpartnerin", "nom", "contacto", "nombre"),
            *("imię i nazwisko", "nom et prénom", "name und vorname", "jméno a příjmení", "фио", "nome e cognome"),
            *("referente", "osoba kontaktowa", "контакт", "담당자", "성명", "이름", "担当者", "氏名", "联系人"),
        ),
        "email": (
            *("adres e-mail", "adresse e-mail", "adresse mail", "e-mail-adresse", "e-mailadresse", "adres email"),
            *("e-mail", "mail", "e-mail address", "email address", "courriel", "correo", "correo electrónico"),
            *("почта", "이메일", "전자우편", "メール", "メールアドレス", "电子邮件", "邮箱"),
        ),
        "telephone": (
            *("phone #", "phone no.", "nr telefonu", "numer telefonu", "telefonnummer", "n° de téléphone"),
            *("phone", "tel", "telephone number", "phone number", "telefon", "téléphone", "teléfono", "telefono"),
            *("mobile", "mobile phone", "cell", "cell phone", "mobil", "handy", "mobiltelefon", "portable", "móvil"),
            *("celular", "cellulare", "tel. kom.", "telefon komórkowy", "komórka", "mobil telefon", "мобильный"),
            *("휴대폰", "휴대전화", "핸드폰", "携帯", "携帯電話", "手机"),
            *("телефон", "전화", "전화번호", "연락처", "電話", "電話番号", "电话"),
        ),
        "until": ("valid until", "valid to", "gültig bis", "valable jusqu'au", "válido hasta", "유효기간", "有効期限"),
        "text": (
            *("commitment", "promise", "what", "agreed", "task", "zusage", "vereinbart", "aufgabe", "engagement"),
            *("compromiso", "impegno", "zobowiązanie", "závazek", "обязательство", "약속", "이행사항", "합의사항"),
            *("約束", "合意事項", "承诺", "事项"),
        ),
        "made_in": (
            *("agreement", "made at", "in agreement", "activity", "vereinbarung", "abkommen", "accord", "acuerdo"),
            *("협정", "근거협정", "協定", "协议"),
        ),
        "debtor": (
            *("who", "owed by", "by", "city", "responsible", "wer", "zuständig", "débiteur", "responsable", "이행주체"),
            *("의무자", "履行者", "責任都市", "责任方"),
        ),
        "creditor": (
            *("to whom", "owed to", "to", "partner", "partner city", "wem", "créancier", "상대", "상대도시", "相手"),
        ),
        "due": (
            *("by when", "due date", "deadline", "frist", "bis wann", "échéance", "plazo", "기한", "期限", "截止日期"),
        ),
        "state": (
            *("status", "done", "erledigt", "erfüllt", "fait", "hecho", "fatto", "zrobione", "splněno", "выполнено"),
            *("stand", "état", "estado", "stato", "stav", "상태", "이행여부", "状態", "状态"),
        ),
        "kept_by": ("kept with", "fulfilled by", "erfüllt durch", "이행활동", "履行活動"),
        "agreement": ("under agreement", "vereinbarung", "accord", "acuerdo", "협정", "協定", "协议"),
        "internal": INTERNAL_NAMES,
        "part_of": ("within", "belongs to", "teil von", "fait partie de", "parte de", "상위행사", "上位行事"),
    }
)
"""By field. Of a kind of spreadsheet those count whose fields it has; a name stands for the first field that has it."""

OF_LISTS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "cities": {"city": "name", "region": "admin1"},
        "agreements": {"since": "signed", "date": "signed"},
        "sources": {"source": "title"},
    }
)
"""What lists and exports call a field otherwise than its input does, by the kind of record."""
