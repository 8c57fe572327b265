import { unicodeBlocks } from './unicode-blocks.ts';

/** Names of general categories, in lower case, and what Unicode calls them. */
const categories: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'L:letter',
    'Lu:uppercaseletter',
    'Ll:lowercaseletter',
    'Lt:titlecaseletter',
    'LC:casedletter',
    'Lm:modifierletter',
    'Lo:otherletter',
    'M:mark:combiningmark',
    'Mn:nonspacingmark',
    'Mc:spacingmark',
    'Me:enclosingmark',
    'N:number',
    'Nd:decimalnumber',
    'Nl:letternumber',
    'No:othernumber',
    'P:punctuation',
    'Pc:connectorpunctuation',
    'Pd:dashpunctuation',
    'Ps:openpunctuation',
    'Pe:closepunctuation',
    'Pi:initialpunctuation',
    'Pf:finalpunctuation',
    'Po:otherpunctuation',
    'S:symbol',
    'Sm:mathsymbol',
    'Sc:currencysymbol',
    'Sk:modifiersymbol',
    'So:othersymbol',
    'Z:separator',
    'Zs:spaceseparator',
    'Zl:lineseparator',
    'Zp:paragraphseparator',
    'C:other',
    'Cc:control',
    'Cf:format',
    'Cs:surrogate',
    'Co:privateuse',
    'Cn:unassigned',
  ].flatMap((line) => {
    const [short = '', ...names] = line.split(':');
    return [short.toLowerCase(), ...names].map((name) => [name, `\\p{${short}}`]);
  }),
);

/** Classes of POSIX, which have names in patterns and in brackets. */
export const posixClasses: Readonly<Record<string, string>> = {
  alnum: '[\\p{Alphabetic}\\p{Nd}]',
  alpha: '\\p{Alphabetic}',
  ascii: '\\p{ASCII}',
  blank: '[\\p{Zs}\\t]',
  cntrl: '\\p{Cc}',
  digit: '\\p{Nd}',
  graph: '[^\\p{White_Space}\\p{Cc}\\p{Cn}\\p{Cs}]',
  lower: '\\p{Lowercase}',
  print: '[[^\\p{White_Space}\\p{Cc}\\p{Cn}\\p{Cs}]\\p{Zs}]',
  punct: '\\p{P}',
  space: '\\p{White_Space}',
  upper: '\\p{Uppercase}',
  xdigit: '[0-9A-Fa-f]',
  word: '[\\p{L}\\p{M}\\p{N}\\p{Pc}]',
};

const others: Readonly<Record<string, string>> = {
  all: '\\p{Any}',
  any: '\\p{Any}',
  assigned: '\\p{Assigned}',
  newline: '\\n',
  ld: '[\\p{L}\\p{Nd}]',
  l1: '[\\u{0}-\\u{ff}]',
  unknown: '\\P{Assigned}',
  javaalphabetic: '\\p{Alphabetic}',
  javadigit: '\\p{Nd}',
  javaideographic: '\\p{Ideographic}',
  javaletter: '\\p{L}',
  javalowercase: '\\p{Lowercase}',
  javamirrored: '\\p{Bidi_Mirrored}',
  javauppercase: '\\p{Uppercase}',
  javawhitespace: '[[\\p{Z}--[\\u{a0}\\u{2007}\\u{202f}]]\\u{9}-\\u{d}\\u{1c}-\\u{1f}]',
};

/** Properties that a character has or hasn't, and scripts: JavaScript knows them under these names. */
const binaries =
  'Alphabetic ASCII_Hex_Digit:ahex Bidi_Control:bidic Case_Ignorable:ci Cased Changes_When_Casefolded:cwcf Changes_When_Casemapped:cwcm Changes_When_Lowercased:cwl Changes_When_Titlecased:cwt Changes_When_Uppercased:cwu Dash Default_Ignorable_Code_Point:di Deprecated:dep Diacritic:dia Extender:ext Grapheme_Base:grbase Grapheme_Extend:grext Hex_Digit:hex ID_Continue:idc ID_Start:ids IDS_Binary_Operator:idsb IDS_Trinary_Operator:idst Ideographic:ideo Join_Control:joinc Logical_Order_Exception:loe Lowercase Math Noncharacter_Code_Point:nchar Pattern_Syntax:patsyn Pattern_White_Space:patws Quotation_Mark:qmark Radical Sentence_Terminal:sterm Soft_Dotted:sd Terminal_Punctuation:term Unified_Ideograph:uideo Uppercase Variation_Selector:vs White_Space:wspace XID_Continue:xidc XID_Start:xids';

const scripts =
  'Arabic:arab Armenian:armn Avestan:avst Balinese:bali Bamum:bamu Batak:batk Bengali:beng Bopomofo:bopo Brahmi:brah Braille:brai Buginese:bugi Buhid:buhd Canadian_Aboriginal:cans Carian:cari Chakma:cakm Cham Cherokee:cher Common:zyyy Coptic:copt:qaac Cuneiform:xsux Cypriot:cprt Cyrillic:cyrl Deseret:dsrt Devanagari:deva Egyptian_Hieroglyphs:egyp Ethiopic:ethi Georgian:geor Glagolitic:glag Gothic:goth Greek:grek Gujarati:gujr Gurmukhi:guru Han:hani Hangul:hang Hanunoo:hano Hebrew:hebr Hiragana:hira Imperial_Aramaic:armi Inherited:zinh:qaai Inscriptional_Pahlavi:phli Inscriptional_Parthian:prti Javanese:java Kaithi:kthi Kannada:knda Katakana:kana Kayah_Li:kali Kharoshthi:khar Khmer:khmr Lao:laoo Latin:latn Lepcha:lepc Limbu:limb Linear_B:linb Lisu Lycian:lyci Lydian:lydi Malayalam:mlym Mandaic:mand Meetei_Mayek:mtei Meroitic_Cursive:merc Meroitic_Hieroglyphs:mero Miao:plrd Mongolian:mong Myanmar:mymr New_Tai_Lue:talu Nko:nkoo Ogham:ogam Ol_Chiki:olck Old_Italic:ital Old_Persian:xpeo Old_South_Arabian:sarb Old_Turkic:orkh Oriya:orya Osmanya:osma Phags_Pa:phag Phoenician:phnx Rejang:rjng Runic:runr Samaritan:samr Saurashtra:saur Sharada:shrd Shavian:shaw Sinhala:sinh Sora_Sompeng:sora Sundanese:sund Syloti_Nagri:sylo Syriac:syrc Tagalog:tglg Tagbanwa:tagb Tai_Le:tale Tai_Tham:lana Tai_Viet:tavt Takri:takr Tamil:taml Telugu:telu Thaana:thaa Thai Tibetan:tibt Tifinagh:tfng Ugaritic:ugar Vai:vaii Yi:yiii';

let properties: ReadonlyMap<string, string> | undefined;

/**
 * A property of characters by the name that a pattern calls it, in any case.
 * @returns what may stand in a class of JavaScript's flag `v`; undefined when there is none
 */
export function characterProperty(name: string): string | undefined {
  properties ??= new Map([
    ...unicodeBlocks().map(([block, from, to]): [string, string] => [
      block,
      `[\\u{${from.toString(16)}}-\\u{${to.toString(16)}}]`,
    ]),
    ...listed(scripts, 'Script='),
    ...listed(binaries, ''),
    ...Object.entries(categories),
    ...Object.entries(others),
    ...Object.entries(posixClasses),
  ]);
  return properties.get(name.toLowerCase());
}

function listed(list: string, prefix: string): [string, string][] {
  return list.split(' ').flatMap((line) => {
    const [name = '', ...aliases] = line.split(':');
    return [name.replaceAll('_', '').toLowerCase(), ...aliases].map((each): [string, string] => [
      each,
      `\\p{${prefix}${name}}`,
    ]);
  });
}
