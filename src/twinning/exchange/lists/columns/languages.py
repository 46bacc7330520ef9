"""What lists of further languages call their columns: by language, and there by field, words that are sure to mean it.

`columns/fields.py` has those of the languages in which lists were read first, and takes these beside them.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from twinning.domain.names import fold

_Names = Mapping[str, tuple[str, ...]]

COLUMN_NAMES: Final[Mapping[str, _Names]] = MappingProxyType(
    {
        "Arabic": {
            "city": ("المدينة", "مدينة", "البلدية"),
            "partner": ("المدينة الشقيقة", "مدينة شقيقة", "المدينة التوأم", "المدينة الصديقة"),
            "country": ("الدولة", "دولة", "البلد"),
            "region": ("المحافظة", "الولاية"),
            "date": ("التاريخ", "تاريخ التوقيع", "السنة", "سنة التوقيع", "العام"),
            "status": ("الحالة",),
            "summary": ("ملاحظات", "الملاحظات"),
            "number": ("م", "الرقم", "رقم"),
        },
        "Bulgarian": {
            "city": ("община",),
            "partner": ("побратимен град", "побратимена община", "партньорски град"),
            "region": ("област",),
            "date": ("дата на подписване", "година", "година на подписване"),
            "summary": ("забележка", "забележки"),
        },
        "Catalan": {
            "city": ("municipi", "ajuntament", "ciutat"),
            "partner": ("municipi agermanat", "ciutat agermanada"),
            "date": ("data d'agermanament", "any d'agermanament", "any"),
            "summary": ("observacions",),
        },
        "Chinese": {
            "city": ("市", "我方城市", "中方城市", "国内城市", "縣市", "縣市別", "直轄市", "城市名稱", "我方城市名稱"),
            "partner": (
                *("外国城市", "对方城市", "国外城市", "结好城市", "友好城市名称", "外方城市名称", "国外友好城市"),
                *("外國城市", "國外城市", "締盟城市", "締結城市", "姊妹市名稱", "姊妹城市名稱", "友好城市名稱"),
            ),
            "country": ("国别", "所属国家", "國別", "國家名稱"),
            "region": ("省份", "州省"),
            "date": (
                *("结好年份", "结好日", "建立日期", "建立时间", "缔结日期", "签署日期", "签订日期", "签署时间"),
                *("締盟日期", "締盟時間", "結盟日期", "締結時間", "簽署日期", "簽約日期", "簽訂日期"),
            ),
            "status": ("狀態", "現況"),
            "summary": ("備註", "說明", "说明"),
            "number": ("序号", "编号", "序號", "編號", "項次"),
        },
        "Croatian, Bosnian and Serbian": {
            "city": ("opština", "општина"),
            "partner": (
                *("prijateljski grad", "grad prijatelj", "pobratimljeni grad", "grad pobratim", "partnerski grad"),
                *("побратимљени град", "град побратим", "партнерски град", "пријатељски град"),
            ),
            "country": ("држава", "земља", "zemlja"),
            "region": ("županija", "okrug", "округ"),
            "date": (
                *("godina", "datum potpisivanja", "godina potpisivanja"),
                *("година", "датум", "датум потписивања", "година потписивања"),
            ),
            "summary": ("napomena", "napomene", "напомена", "напомене"),
            "number": ("r. br.", "rb", "redni broj", "р. бр.", "редни број"),
        },
        "Czech and Slovak": {
            "date": (
                *("datum podpisu smlouvy", "rok podpisu", "datum uzavření", "rok uzavření", "dátum podpisu"),
                *("datum uzavření smlouvy", "dátum podpisu zmluvy", "rok uzavretia"),
            ),
            "summary": ("poznámky",),
            "number": ("poř. č.", "č.", "p. č.", "pořadí", "por. č."),
        },
        "Danish, Norwegian and Swedish": {
            "partner": ("vänkommun", "vennskapskommune", "venskabskommune"),
            "region": ("län", "fylke", "landskap"),
            "date": ("sedan", "siden", "startår"),
            "summary": ("anmärkning", "anmärkningar", "merknad", "merknader", "bemærkning", "bemærkninger"),
        },
        "Dutch": {
            "partner": ("zustergemeente", "partnerstad", "stedenband"),
            "region": ("provincie",),
            "date": ("datum ondertekening", "jaar van ondertekening"),
            "summary": ("opmerking", "opmerkingen"),
        },
        "English": {
            "city": ("council", "local authority", "community"),
            "partner": ("international community", "overseas city", "overseas partner", "international partner"),
            "region": ("state/province", "state/territory", "territory", "province/state"),
            "kind": ("relationship type", "type of relationship", "affiliation type"),
            "date": (
                *("year established", "date established", "year of signing", "year of agreement", "signed on"),
                *("twinning date", "date of twinning", "year twinned", "date twinned", "date of establishment"),
                *("agreement signed", "signed at", "date of signature", "signature date", "year of twinning"),
                *("year of establishment",),
            ),
            "ended": ("ended on", "ended at", "date ended", "year ended", "termination date", "date of termination"),
            "status": ("current status", "active", "is active"),
            "number": ("no", "#", "sl. no.", "sl no", "s. no.", "sr. no.", "serial number", "s/n"),
        },
        "Estonian": {
            "city": ("omavalitsus", "kohalik omavalitsus"),
            "partner": ("sõpruslinn", "sõprusvald", "partnerlinn", "partneromavalitsus"),
            "region": ("maakond",),
            "date": ("kuupäev", "aasta", "lepingu kuupäev"),
            "summary": ("märkused", "märkus"),
        },
        "Finnish": {
            "partner": ("ystävyyskunta",),
            "region": ("maakunta",),
            "date": ("alkaen", "alkamisvuosi", "solmittu"),
            "summary": ("huomautus", "huomautuksia", "lisätiedot"),
        },
        "French": {
            "city": ("municipalité", "collectivité française", "commune française", "ville française"),
            "partner": (
                *("jumelée avec", "jumelé avec", "commune jumelée", "ville jumelle", "collectivité partenaire"),
                *("collectivité étrangère", "commune étrangère", "ville étrangère"),
            ),
            "kind": ("type de relation", "nature du lien", "type de jumelage"),
            "date": (
                *("date du jumelage", "date de jumelage", "année du jumelage", "année de jumelage"),
                *("année de signature", "date de la signature"),
            ),
            "ended": ("date de fin",),
            "status": ("statut",),
            "summary": ("observations", "remarques", "commentaires"),
            "number": ("n°", "numéro"),
        },
        "German": {
            "date": (
                *("unterzeichnungsdatum", "vertragsdatum", "beginn", "jahr der unterzeichnung"),
                *("datum der unterzeichnung", "tag der unterzeichnung", "vertragsabschluss", "gegründet"),
            ),
            "summary": ("anmerkungen", "hinweis", "hinweise"),
            "number": ("nr.", "lfd. nr."),
        },
        "Greek": {
            "city": ("δήμος",),
            "partner": ("αδελφοποιημένη πόλη", "αδελφοποιημένος δήμος", "αδελφή πόλη", "πόλη εταίρος"),
            "region": ("νομός", "περιφέρεια"),
            "date": ("ημερομηνία", "ημερομηνία υπογραφής", "έτος", "έτος αδελφοποίησης", "ημερομηνία αδελφοποίησης"),
            "status": ("κατάσταση",),
            "summary": ("παρατηρήσεις", "σημειώσεις"),
            "number": ("α/α",),
        },
        "Hebrew": {
            "city": ("עיר", "שם העיר", "רשות", "רשות מקומית", "יישוב"),
            "partner": ("עיר תאומה", "ערים תאומות", "עיר אחות", "עיר שותפה"),
            "country": ("מדינה", "ארץ"),
            "region": ("מחוז",),
            "date": ("תאריך", "תאריך חתימה", "שנה", "שנת חתימה"),
            "status": ("סטטוס", "מצב"),
            "summary": ("הערות", "הערה"),
            "number": ("מס'", "מספר"),
        },
        "Hungarian": {
            "city": ("önkormányzat",),
            "date": ("kapcsolat kezdete", "aláírás dátuma", "aláírás éve", "szerződés dátuma", "kezdete"),
            "status": ("állapot", "státusz"),
            "summary": ("megjegyzés", "megjegyzések"),
            "number": ("sorszám", "ssz."),
        },
        "Indonesian": {
            "city": ("kabupaten", "pemerintah daerah"),
            "partner": ("kota kembar", "kota bersaudara", "kota mitra"),
            "region": ("provinsi",),
            "date": ("tanggal", "tahun", "tanggal penandatanganan", "tahun penandatanganan"),
            "summary": ("keterangan", "catatan"),
        },
        "Italian": {
            "partner": ("città partner", "comune partner"),
            "country": ("nazione",),
            "date": (
                *("data gemellaggio", "data del gemellaggio", "data di gemellaggio", "data di firma"),
                *("anno gemellaggio", "anno del gemellaggio", "anno di gemellaggio", "anno di firma"),
            ),
        },
        "Japanese": {
            "city": ("市町村", "市町村名", "区市町村", "区市町村名"),
            "partner": (
                *("姉妹友好都市", "姉妹友好都市名", "姉妹・友好都市名", "提携都市名", "提携先都市名", "相手先"),
                *("相手先都市名", "相手団体名", "提携団体名"),
            ),
            "partner_country": ("相手国", "相手国名", "提携国", "提携国名", "提携先国", "提携先国名"),
            "region": ("州名", "省名", "州省名"),
            "number": ("番号", "連番"),
        },
        "Korean": {
            "city": ("시군구", "시군구명", "시군", "자치구"),
            "partner": ("자매우호도시", "상대도시명", "외국 자치단체", "외국 지자체", "결연 자치단체"),
            "partner_country": ("상대국", "상대국가", "결연국가", "상대국명"),
            "date": ("결연시기", "결연연월일", "체결연월일", "협약일", "협약일자"),
            "number": ("연번", "순번", "번호"),
        },
        "Latvian and Lithuanian": {
            "city": ("pašvaldība", "savivaldybė"),
            "partner": ("sadraudzības pilsēta", "sadraudzības pašvaldība", "miestas partneris"),
            "date": ("gads", "datums", "metai"),
            "summary": ("piezīmes", "pastabos"),
        },
        "Persian": {
            "city": ("شهر", "نام شهر", "شهرداری"),
            "partner": ("شهر خواهرخوانده", "خواهرخوانده"),
            "country": ("کشور",),
            "region": ("استان",),
            "date": ("تاریخ", "تاریخ امضا", "تاریخ امضاء", "تاریخ انعقاد", "سال"),
            "status": ("وضعیت",),
            "summary": ("توضیحات",),
            "number": ("ردیف",),
        },
        "Polish": {
            "city": ("nazwa gminy", "jst", "nazwa jst", "jednostka samorządu terytorialnego", "samorząd"),
            "partner": ("partner zagraniczny", "miasto bliźniacze", "miasta partnerskie", "samorząd partnerski"),
            "region": ("powiat",),
            "date": (
                *("data podpisania umowy", "rok podpisania", "rok podpisania umowy", "data zawarcia umowy"),
                *("data nawiązania współpracy", "rok nawiązania współpracy", "współpraca od"),
            ),
            "status": ("stan",),
            "number": ("lp.", "l.p."),
        },
        "Portuguese": {
            "city": ("concelho",),
            "partner": ("município geminado", "cidades-irmãs", "cidade parceira"),
            "region": ("uf", "distrito"),
            "date": (
                *("data de geminação", "data da geminação", "ano de geminação", "ano da geminação"),
                *("data de assinatura", "data da assinatura", "data do acordo"),
            ),
            "status": ("situação",),
            "summary": ("observação", "observações", "obs."),
        },
        "Romanian": {
            "city": ("localitatea", "municipiul", "orașul", "uat"),
            "partner": ("localitate înfrățită", "localitatea înfrățită", "orașul înfrățit", "localitate parteneră"),
            "country": ("țara",),
            "region": ("județul",),
            "date": ("data semnării", "anul semnării", "data înfrățirii", "anul înfrățirii"),
            "summary": ("observații",),
            "number": ("nr. crt.",),
        },
        "Russian": {
            "city": ("муниципальное образование", "российский город", "город РФ"),
            "partner": ("город-партнёр", "иностранный город", "зарубежный город", "породнённый город"),
            "region": ("субъект РФ", "регион"),
            "date": (
                *("дата подписания", "год подписания", "дата установления", "год установления", "дата заключения"),
                *("дата подписания соглашения",),
            ),
            "status": ("состояние",),
            "summary": ("примечания", "комментарий"),
            "number": ("№", "№ п/п", "п/п"),
        },
        "Slovene": {
            "partner": ("pobrateno mesto", "partnersko mesto", "prijateljsko mesto"),
            "date": ("leto", "datum podpisa", "leto podpisa"),
            "summary": ("opomba", "opombe"),
            "number": ("zap. št.",),
        },
        "Spanish": {
            "region": ("departamento", "comunidad autónoma"),
            "date": (
                *("fecha de hermanamiento", "fecha del hermanamiento", "año de hermanamiento"),
                *("año del hermanamiento", "fecha de suscripción", "fecha de la firma"),
            ),
            "status": ("situación", "estatus"),
            "summary": ("notas", "comentarios", "observación"),
            "number": ("n.º", "núm."),
        },
        "Thai": {
            "city": ("เมือง", "เทศบาล"),
            "partner": ("เมืองพี่เมืองน้อง", "เมืองคู่มิตร"),
            "country": ("ประเทศ",),
            "region": ("จังหวัด",),
            "date": ("วันที่ลงนาม", "วันที่", "ปี", "ปี พ.ศ."),
            "status": ("สถานะ",),
            "summary": ("หมายเหตุ",),
            "number": ("ลำดับ", "ลำดับที่", "ที่"),
        },
        "Turkish": {
            "city": ("belediye", "belediye adı", "kent"),
            "partner": ("kardeş belediye", "kardeş kent"),
            "region": ("il",),
            "date": ("protokol tarihi", "imza tarihi", "anlaşma tarihi"),
            "status": ("durum", "durumu"),
            "summary": ("açıklama", "açıklamalar", "notlar"),
            "number": ("sıra", "sıra no", "s.no"),
        },
        "Ukrainian": {
            "city": ("громада", "територіальна громада", "населений пункт"),
            "partner": ("місто-партнер", "громада-партнер", "партнерське місто", "побратимське місто"),
            "date": ("дата підписання", "рік підписання", "дата підписання угоди", "дата укладення"),
            "status": ("стан",),
            "summary": ("примітка", "примітки"),
            "number": ("№ з/п",),
        },
        "Vietnamese": {
            "city": ("thành phố", "tỉnh/thành phố", "tên thành phố", "địa phương"),
            "partner": ("thành phố kết nghĩa", "địa phương kết nghĩa", "thành phố hữu nghị"),
            "country": ("quốc gia", "nước"),
            "region": ("tỉnh",),
            "date": ("ngày ký", "ngày ký kết", "năm", "năm ký kết", "thời gian ký kết"),
            "summary": ("ghi chú",),
            "number": ("stt",),
        },
    }
)
"""`number` is what numbers the rows of a file, and says nothing of a tie."""


def names_of_columns(field: str) -> tuple[str, ...]:
    """Return what the columns of a field are called, in all these languages."""
    return tuple(name for names in COLUMN_NAMES.values() for name in names.get(field, ()))


@cache
def is_numbering(name: str) -> bool:
    """Say whether a column of this name numbers the rows of a file."""
    return fold(name) in {fold(each) for each in names_of_columns("number")}
