import { timeZoneName } from './time-zone-key.ts';
import { zoneOffsetMillis } from './time-zone-rules.ts';

/**
 * What Java calls zones in English: short and long name of standard time, short and long name of summer time (neither where it has had
 * none), and the zones that are called so. What a zone is called doesn't depend on its rules: only whether it is summer time does.
 */
const table = `
ACST|Australian Central Standard Time|ACDT|Australian Central Daylight Time| Australia/Adelaide Australia/North
  Australia/South Australia/Broken_Hill Australia/Darwin Australia/Yancowinna
ACT|Acre Standard Time|ACST|Acre Summer Time| America/Eirunepe America/Porto_Acre America/Rio_Branco Brazil/Acre
ACWST|Australian Central Western Standard Time|ACWDT|Australian Central Western Daylight Time| Australia/Eucla
AEST|Australian Eastern Standard Time|AEDT|Australian Eastern Daylight Time| Antarctica/Macquarie
  Australia/Brisbane Australia/Melbourne Australia/NSW Australia/Queensland Australia/ACT Australia/Canberra
  Australia/Currie Australia/Hobart Australia/Lindeman Australia/Sydney Australia/Tasmania Australia/Victoria
AFT|Afghanistan Time||| Asia/Kabul
AKST|Alaska Standard Time|AKDT|Alaska Daylight Time| America/Anchorage America/Juneau America/Nome
  America/Metlakatla America/Sitka America/Yakutat US/Alaska
ALMT|East Kazakhstan Time|ALMST|Alma-Ata Summer Time| Asia/Almaty
AMT|Amazon Standard Time|AMST|Amazon Summer Time| America/Boa_Vista America/Campo_Grande America/Cuiaba
  America/Manaus America/Porto_Velho Brazil/West
AMT|Armenia Standard Time|AMST|Armenia Summer Time| Asia/Yerevan
ANAT|Anadyr Standard Time|ANAST|Anadyr Summer Time| Asia/Anadyr
AQTT|West Kazakhstan Time|AQTST|Aqtau Summer Time| Asia/Aqtau
AQTT|West Kazakhstan Time|AQTST|Aqtobe Summer Time| Asia/Aqtobe
ART|Argentina Standard Time|ARST|Argentina Summer Time| America/Argentina/Buenos_Aires America/Argentina/Cordoba
  America/Argentina/Mendoza America/Argentina/San_Luis America/Argentina/Ushuaia America/Buenos_Aires
  America/Cordoba America/Argentina/Catamarca America/Argentina/ComodRivadavia America/Argentina/Jujuy
  America/Argentina/La_Rioja America/Argentina/Rio_Gallegos America/Argentina/Salta America/Argentina/San_Juan
  America/Argentina/Tucuman America/Catamarca America/Jujuy America/Mendoza America/Rosario
AST|Arabian Standard Time||| Asia/Aden Asia/Bahrain Asia/Kuwait Asia/Qatar Asia/Riyadh
AST|Arabian Standard Time|ADT|Arabian Daylight Time| Asia/Baghdad
AST|Atlantic Standard Time||| America/Antigua America/Anguilla America/Curacao America/Aruba America/Dominica
  America/Grenada America/Guadeloupe America/Kralendijk America/Montserrat America/Lower_Princes America/Marigot
  America/Port_of_Spain America/St_Barthelemy America/St_Kitts America/Tortola America/St_Lucia America/St_Thomas
  America/St_Vincent America/Virgin
AST|Atlantic Standard Time|ADT|Atlantic Daylight Time| America/Barbados America/Blanc-Sablon America/Glace_Bay
  America/Goose_Bay America/Halifax America/Moncton America/Martinique America/Puerto_Rico America/Santo_Domingo
  America/Thule Atlantic/Bermuda Canada/Atlantic
AWST|Australian Western Standard Time|AWDT|Australian Western Daylight Time| Australia/Perth Australia/West
AWST|Casey Time||| Antarctica/Casey
AZOT|Azores Standard Time|AZOST|Azores Summer Time| Atlantic/Azores
AZT|Azerbaijan Standard Time|AZST|Azerbaijan Summer Time| Asia/Baku
BDT|Bangladesh Standard Time|BDST|Bangladesh Summer Time| Asia/Dacca Asia/Dhaka
BNT|Brunei Darussalam Time||| Asia/Brunei
BOT|Bolivia Time|BOST|Bolivia Summer Time| America/La_Paz
BRT|Brasilia Standard Time|BRST|Brasilia Summer Time| America/Araguaina America/Fortaleza America/Bahia
  America/Belem America/Maceio America/Recife America/Santarem America/Sao_Paulo Brazil/East
BST|Bougainville Standard Time||| Pacific/Bougainville
BTT|Bhutan Time||| Asia/Thimbu Asia/Thimphu
CAT|Central Africa Time||| Africa/Harare Africa/Kigali Africa/Lubumbashi Africa/Lusaka Africa/Blantyre
  Africa/Bujumbura Africa/Maputo
CAT|Central Africa Time|CAST|Central African Summer Time| Africa/Gaborone Africa/Juba Africa/Khartoum
CAT|Central Africa Time|WAT|Western African Time| Africa/Windhoek
CCT|Cocos Islands Time||| Indian/Cocos
CET|Central European Standard Time|CEST|Central European Summer Time| Africa/Algiers Africa/Ceuta Africa/Tunis
  Arctic/Longyearbyen Atlantic/Jan_Mayen Europe/Amsterdam Europe/Brussels Europe/Budapest Europe/Luxembourg
  Europe/Malta Europe/Oslo Europe/Rome Europe/Vatican Europe/Vienna Europe/Andorra Europe/Belgrade Europe/Berlin
  Europe/Bratislava Europe/Copenhagen Europe/Gibraltar Europe/Ljubljana Europe/Madrid Europe/Monaco Europe/Paris
  Europe/Podgorica Europe/Prague Europe/San_Marino Europe/Sarajevo Europe/Skopje Europe/Stockholm Europe/Tirane
  Europe/Vaduz Europe/Zagreb Europe/Warsaw Europe/Zurich Poland Europe/Busingen
CET|Central European Time|CEST|Central European Summer Time| CET
CHAST|Chatham Standard Time|CHADT|Chatham Daylight Time| Pacific/Chatham NZ-CHAT
CHOT|Ulaanbaatar Standard Time|CHOST|Ulaanbaatar Summer Time| Asia/Choibalsan
CHUT|Chuuk Time||| Pacific/Chuuk Pacific/Truk Pacific/Yap
CKT|Cook Islands Standard Time|CKHST|Cook Islands Half Summer Time| Pacific/Rarotonga
CLT|Chile Standard Time|CLST|Chile Summer Time| America/Santiago Chile/Continental
CLT|Chile Time|CLST|Chile Summer Time| Antarctica/Palmer
COT|Colombia Standard Time|COST|Colombia Summer Time| America/Bogota
CST|Central Standard Time|CDT|Central Daylight Time| America/Bahia_Banderas America/Chicago America/Costa_Rica
  America/Belize America/Chihuahua America/El_Salvador America/Guatemala America/Indiana/Knox America/Managua
  America/Matamoros America/Mexico_City America/Monterrey America/North_Dakota/Center America/Indiana/Tell_City
  America/Knox_IN America/Menominee America/Merida America/North_Dakota/Beulah America/North_Dakota/New_Salem
  America/Ojinaga America/Rainy_River America/Swift_Current America/Tegucigalpa America/Rankin_Inlet
  America/Regina America/Resolute America/Winnipeg Canada/Central Canada/Saskatchewan Mexico/General
  US/Indiana-Starke US/Central CST6CDT
CST|China Standard Time|CDT|China Daylight Time| Asia/Harbin Asia/Macao Asia/Macau Asia/Shanghai Asia/Chongqing
  Asia/Chungking PRC
CST|Cuba Standard Time|CDT|Cuba Daylight Time| America/Havana Cuba
CST|Taipei Standard Time|CDT|Taipei Daylight Time| Asia/Taipei
CVT|Cape Verde Standard Time|CVST|Cape Verde Summer Time| Atlantic/Cape_Verde
CXT|Christmas Island Time||| Indian/Christmas
ChST|Chamorro Standard Time|ChDT|Chamorro Daylight Time| Pacific/Guam Pacific/Saipan
DAVT|Davis Time||| Antarctica/Davis
DDUT|Dumont-d’Urville Time||| Antarctica/DumontDUrville
EAST|Easter Island Standard Time|EASST|Easter Island Summer Time| Chile/EasterIsland Pacific/Easter
EAT|East Africa Time||| Africa/Addis_Ababa Africa/Nairobi Africa/Asmara Africa/Asmera Africa/Dar_es_Salaam
  Africa/Djibouti Africa/Kampala Africa/Mogadishu Indian/Comoro Indian/Mayotte
EAT|East Africa Time|EAST|Eastern African Summer Time| Indian/Antananarivo
ECT|Ecuador Time|ECST|Ecuador Summer Time| America/Guayaquil
EET|Eastern European Standard Time|EEST|Eastern European Summer Time| Africa/Cairo Africa/Tripoli Asia/Amman
  Asia/Damascus Asia/Beirut Asia/Gaza Asia/Hebron Asia/Nicosia Europe/Athens Europe/Chisinau Europe/Kaliningrad
  Europe/Riga Europe/Sofia Europe/Tallinn Europe/Uzhgorod Europe/Vilnius Europe/Bucharest Europe/Helsinki
  Europe/Kiev Europe/Mariehamn Europe/Nicosia Europe/Tiraspol Europe/Zaporozhye Egypt Libya Europe/Kyiv
EET|Eastern European Time|EEST|Eastern European Summer Time| EET Asia/Famagusta
EGT|East Greenland Standard Time|EGST|East Greenland Summer Time| America/Scoresbysund
EST|Eastern Standard Time||| America/Cayman America/Panama
EST|Eastern Standard Time|EDT|Eastern Daylight Time| America/Atikokan America/Cancun America/Coral_Harbour
  America/Fort_Wayne America/Detroit America/Grand_Turk America/Indiana/Indianapolis America/Indiana/Marengo
  America/Indiana/Vevay America/Indiana/Vincennes America/Indianapolis America/Jamaica America/Kentucky/Monticello
  America/Montreal America/New_York America/Port-au-Prince America/Indiana/Petersburg America/Indiana/Winamac
  America/Iqaluit America/Kentucky/Louisville America/Louisville America/Nassau America/Nipigon
  America/Pangnirtung America/Thunder_Bay America/Toronto Canada/Eastern US/Eastern US/East-Indiana US/Michigan
  EST5EDT Jamaica
FJT|Fiji Standard Time|FJST|Fiji Summer Time| Pacific/Fiji
FKT|Falkland Islands Standard Time|FKST|Falkland Islands Summer Time| Atlantic/Stanley
FNT|Fernando de Noronha Standard Time|FNST|Fernando de Noronha Summer Time| America/Noronha Brazil/DeNoronha
GALT|Galapagos Time|GALST|Galapagos Summer Time| Pacific/Galapagos
GAMT|Gambier Time||| Pacific/Gambier
GET|Georgia Standard Time|GEST|Georgia Summer Time| Asia/Tbilisi
GFT|French Guiana Time||| America/Cayenne
GILT|Gilbert Islands Time||| Pacific/Tarawa
GMT+04:00|Astrakhan Standard Time||| Europe/Astrakhan
GMT+04:00|Saratov Standard Time||| Europe/Saratov
GMT+04:00|Ulyanovsk Standard Time||| Europe/Ulyanovsk
GMT+05:00|West Kazakhstan Time|GMT+05:00|Atyrau Daylight Time| Asia/Atyrau
GMT+07:00|Barnaul Standard Time|GMT+07:00|Barnaul Daylight Time| Asia/Barnaul
GMT+07:00|Tomsk Standard Time|GMT+07:00|Tomsk Daylight Time| Asia/Tomsk
GMT+13:00|Kanton Standard Time||| Pacific/Enderbury Pacific/Kanton
GMT-03:00|Punta Arenas Standard Time||| America/Punta_Arenas
GMT|Greenwich Mean Time||| Africa/Abidjan Africa/Bamako Africa/Banjul Africa/Conakry Africa/Nouakchott
  Africa/Sao_Tome Africa/Timbuktu Africa/Bissau Africa/Dakar Africa/Freetown Africa/Lome Africa/Monrovia
  Africa/Ouagadougou America/Danmarkshavn Atlantic/Reykjavik Atlantic/St_Helena Iceland
GMT|Greenwich Mean Time|BST|British Summer Time| Europe/Belfast Europe/Guernsey Europe/Isle_of_Man Europe/Jersey
  Europe/London GB GB-Eire
GMT|Greenwich Mean Time|CEST|Central European Summer Time| Antarctica/Troll
GMT|Greenwich Mean Time|GHST|Ghana Summer Time| Africa/Accra
GMT|Greenwich Mean Time|IST|Irish Standard Time| Europe/Dublin Eire
GST|Gulf Standard Time||| Asia/Dubai Asia/Muscat
GST|South Georgia Time||| Atlantic/South_Georgia
GYT|Guyana Time||| America/Guyana
HAST|Hawaii-Aleutian Standard Time|HADT|Hawaii-Aleutian Daylight Time| America/Adak America/Atka US/Aleutian
HKT|Hong Kong Standard Time|HKST|Hong Kong Summer Time| Asia/Hong_Kong Hongkong
HOVT|Hovd Standard Time|HOVST|Hovd Summer Time| Asia/Hovd
HST|Hawaii-Aleutian Standard Time|HDT|Hawaii-Aleutian Daylight Time| Pacific/Honolulu Pacific/Johnston US/Hawaii
ICT|Indochina Time||| Asia/Bangkok Asia/Saigon Asia/Ho_Chi_Minh Asia/Phnom_Penh Asia/Vientiane
IOT|Indian Ocean Time||| Indian/Chagos
IRKT|Irkutsk Standard Time|IRKST|Irkutsk Summer Time| Asia/Irkutsk
IRST|Iran Standard Time|IRDT|Iran Daylight Time| Asia/Tehran Iran
IST|India Standard Time|IDT|India Daylight Time| Asia/Calcutta Asia/Colombo Asia/Kolkata
IST|Israel Standard Time|IDT|Israel Daylight Time| Asia/Jerusalem Asia/Tel_Aviv Israel
JST|Japan Standard Time|JDT|Japan Daylight Time| Asia/Tokyo Japan
KGT|Kyrgyzstan Time|KGST|Kirgizstan Summer Time| Asia/Bishkek
KOST|Kosrae Time||| Pacific/Kosrae
KRAT|Krasnoyarsk Standard Time|KRAST|Krasnoyarsk Summer Time| Asia/Krasnoyarsk Asia/Novokuznetsk
KST|Korean Standard Time||| Asia/Pyongyang
KST|Korean Standard Time|KDT|Korean Daylight Time| Asia/Seoul ROK
LHST|Lord Howe Standard Time|LHDT|Lord Howe Daylight Time| Australia/Lord_Howe Australia/LHI
LINT|Line Islands Time||| Pacific/Kiritimati
MAGT|Magadan Standard Time|MAGST|Magadan Summer Time| Asia/Magadan
MART|Marquesas Time||| Pacific/Marquesas
MAWT|Mawson Time||| Antarctica/Mawson
MET|Middle Europe Time|MEST|Middle Europe Summer Time| MET
MHT|Marshall Islands Time||| Pacific/Kwajalein Pacific/Majuro Kwajalein
MMT|Myanmar Time||| Asia/Rangoon Asia/Yangon
MSK|Moscow Standard Time|MSD|Moscow Daylight Time| Europe/Kirov
MSK|Moscow Standard Time|MSD|Moscow Summer Time| Europe/Minsk Europe/Simferopol Europe/Moscow W-SU
MSK|Volgograd Standard Time|MSD|Volgograd Summer Time| Europe/Volgograd
MST|Mexican Pacific Standard Time|MDT|Mexican Pacific Daylight Time| America/Hermosillo America/Mazatlan
  Mexico/BajaSur
MST|Mountain Standard Time||| America/Creston
MST|Mountain Standard Time|MDT|Mountain Daylight Time| America/Boise America/Cambridge_Bay America/Dawson
  America/Dawson_Creek America/Denver America/Edmonton America/Inuvik America/Phoenix America/Whitehorse
  America/Shiprock America/Yellowknife Canada/Mountain Canada/Yukon US/Mountain Navajo US/Arizona MST7MDT
  America/Fort_Nelson America/Ciudad_Juarez
MUT|Mauritius Standard Time|MUST|Mauritius Summer Time| Indian/Mauritius
MVT|Maldives Time||| Indian/Maldives
MYT|Malaysia Time|MYST|Malaysia Summer Time| Asia/Kuala_Lumpur Asia/Kuching
NCT|New Caledonia Standard Time|NCST|New Caledonia Summer Time| Pacific/Noumea
NFT|Norfolk Island Standard Time|NFST|Norfolk Island Daylight Time| Pacific/Norfolk
NOVT|Novosibirsk Standard Time|NOVST|Novosibirsk Summer Time| Asia/Novosibirsk
NPT|Nepal Time||| Asia/Kathmandu Asia/Katmandu
NRT|Nauru Time||| Pacific/Nauru
NST|Newfoundland Standard Time|NDT|Newfoundland Daylight Time| America/St_Johns Canada/Newfoundland
NUT|Niue Time||| Pacific/Niue
NZST|New Zealand Standard Time|NZDT|New Zealand Daylight Time| Antarctica/McMurdo Antarctica/South_Pole
  Pacific/Auckland NZ
OMST|Omsk Standard Time|OMSST|Omsk Summer Time| Asia/Omsk
ORAT|West Kazakhstan Time|ORAST|Oral Summer Time| Asia/Oral
PETT|Petropavlovsk-Kamchatski Standard Time|PETST|Petropavlovsk-Kamchatski Summer Time| Asia/Kamchatka
PET|Peru Standard Time|PEST|Peru Summer Time| America/Lima
PGT|Papua New Guinea Time||| Pacific/Port_Moresby
PKT|Pakistan Standard Time|PKST|Pakistan Summer Time| Asia/Karachi
PMST|St. Pierre & Miquelon Standard Time|PMDT|St. Pierre & Miquelon Daylight Time| America/Miquelon
PONT|Ponape Time||| Pacific/Pohnpei Pacific/Ponape
PST|Pacific Standard Time|PDT|Pacific Daylight Time| America/Ensenada America/Los_Angeles America/Santa_Isabel
  America/Tijuana America/Vancouver Canada/Pacific Mexico/BajaNorte PST8PDT US/Pacific
PST|Philippine Standard Time|PDT|Philippine Summer Time| Asia/Manila
PST|Pitcairn Time||| Pacific/Pitcairn
PWT|Palau Time||| Pacific/Palau
PYT|Paraguay Standard Time|PYST|Paraguay Summer Time| America/Asuncion
QOST|East Kazakhstan Time|QOSST|Kostanay Summer Time| Asia/Qostanay
QYZT|West Kazakhstan Time|QYZST|Qyzylorda Summer Time| Asia/Qyzylorda
RET|Réunion Time||| Indian/Reunion
ROTT|Rothera Time||| Antarctica/Rothera
SAKT|Sakhalin Standard Time|SAKST|Sakhalin Summer Time| Asia/Sakhalin
SAMT|Samara Standard Time|SAMST|Samara Summer Time| Europe/Samara
SAST|South Africa Standard Time||| Africa/Mbabane
SAST|South Africa Standard Time|SAST|South Africa Summer Time| Africa/Maseru Africa/Johannesburg
SBT|Solomon Islands Time||| Pacific/Guadalcanal
SCT|Seychelles Time||| Indian/Mahe
SGT|Singapore Standard Time|SGST|Singapore Summer Time| Asia/Singapore Singapore
SRET|Srednekolymsk Time|SREDT|Srednekolymsk Daylight Time| Asia/Srednekolymsk
SRT|Suriname Time||| America/Paramaribo
SST|Samoa Standard Time||| Pacific/Samoa Pacific/Pago_Pago US/Samoa
SST|Samoa Standard Time|SDT|Samoa Daylight Time| Pacific/Midway
SYOT|Syowa Time||| Antarctica/Syowa
TAHT|Tahiti Time||| Pacific/Tahiti
TFT|French Southern & Antarctic Time||| Indian/Kerguelen
TJT|Tajikistan Time|TJST|Tajikistan Summer Time| Asia/Dushanbe
TKT|Tokelau Time||| Pacific/Fakaofo
TLT|East Timor Time||| Asia/Dili
TMT|Turkmenistan Standard Time|TMST|Turkmenistan Summer Time| Asia/Ashkhabad Asia/Ashgabat
TOT|Tonga Standard Time|TOST|Tonga Summer Time| Pacific/Tongatapu
TRT|Turkey Time|TRST|Turkey Summer Time| Asia/Istanbul Europe/Istanbul Turkey
TVT|Tuvalu Time||| Pacific/Funafuti
ULAT|Ulaanbaatar Standard Time|ULAST|Ulaanbaatar Summer Time| Asia/Ulaanbaatar Asia/Ulan_Bator
UYT|Uruguay Standard Time|UYST|Uruguay Summer Time| America/Montevideo
UZT|Uzbekistan Standard Time|UZST|Uzbekistan Summer Time| Asia/Samarkand Asia/Tashkent
VET|Venezuela Time||| America/Caracas
VLAT|Vladivostok Standard Time|VLAST|Vladivostok Summer Time| Asia/Vladivostok Asia/Ust-Nera
VOST|Vostok Time||| Antarctica/Vostok
VUT|Vanuatu Standard Time|VUST|Vanuatu Summer Time| Pacific/Efate
WAKT|Wake Island Time||| Pacific/Wake
WAT|West Africa Standard Time||| Africa/Douala Africa/Lagos Africa/Luanda Africa/Niamey Africa/Bangui
  Africa/Brazzaville Africa/Kinshasa Africa/Libreville Africa/Malabo Africa/Porto-Novo
WAT|West Africa Standard Time|WAST|West Africa Summer Time| Africa/Ndjamena
WET|Western European Standard Time|WEST|Western European Summer Time| Atlantic/Faeroe Atlantic/Madeira
  Atlantic/Canary Atlantic/Faroe Europe/Lisbon Portugal
WET|Western European Time|WEST|Western European Summer Time| Africa/Casablanca Africa/El_Aaiun WET
WFT|Wallis & Futuna Time||| Pacific/Wallis
WGT|West Greenland Standard Time|WGST|West Greenland Summer Time| America/Godthab America/Nuuk
WIB|Western Indonesia Time||| Asia/Jakarta Asia/Pontianak
WITA|Central Indonesia Time||| Asia/Makassar Asia/Ujung_Pandang
WIT|Eastern Indonesia Time||| Asia/Jayapura
WSST|Apia Standard Time|WSDT|Apia Daylight Time| Pacific/Apia
XJT|Xinjiang Standard Time||| Asia/Kashgar Asia/Urumqi
YAKT|Yakutsk Standard Time|YAKST|Yakutsk Summer Time| Asia/Yakutsk Asia/Khandyga Asia/Chita
YEKT|Yekaterinburg Standard Time|YEKST|Yekaterinburg Summer Time| Asia/Yekaterinburg
`;

interface ZoneNames {
  readonly standard: readonly [short: string, long: string];
  readonly summer: readonly [short: string, long: string] | undefined;
}

let namesByZone: ReadonlyMap<string, ZoneNames> | undefined;

/**
 * The name of a zone at an instant, as Java and Joda-Time write it: `CEST`, `Central European Summer Time`.
 * @param key a zone key of Trino's index
 * @param millis the instant, ms since 1970
 * @returns undefined for zones without a name of their own, such as UTC and fixed offsets
 */
export function zoneDisplayName(key: number, millis: number, style: 'short' | 'long'): string | undefined {
  namesByZone ??= readTable();
  const names = namesByZone.get(timeZoneName(key) ?? '');
  if (names === undefined) return undefined;
  const { standard, summer } = names;
  const [short, long] = summer !== undefined && isSummerTime(key, millis) ? summer : standard;
  return style === 'short' ? short : long;
}

function readTable(): ReadonlyMap<string, ZoneNames> {
  const names = new Map<string, ZoneNames>();
  for (const entry of table.trim().split(/\n(?! )/)) {
    const [short = '', long = '', summerShort = '', summerLong = '', zones = ''] = entry
      .replace(/\n +/g, ' ')
      .split('|');
    const summer = summerShort === '' ? undefined : ([summerShort, summerLong] as const);
    for (const zone of zones.trim().split(' ')) names.set(zone, { standard: [short, long], summer });
  }
  return names;
}

const yearMillis = 31_556_952_000;

/** Whether a zone is further ahead of UTC than it is half a year before or after. */
function isSummerTime(key: number, millis: number): boolean {
  const offset = zoneOffsetMillis(key, millis);
  return (
    offset > zoneOffsetMillis(key, millis - yearMillis / 2) ||
    offset > zoneOffsetMillis(key, millis + yearMillis / 2)
  );
}
