/**
 * Abbreviations by language, without their last full stop, separated by spaces.
 * A lower-case entry also matches with a capital first letter (`Approx.` at the start of a sentence);
 * an entry with a capital matches only as written, so that the verb `sat` is not the day `Sat`.
 * Single letters (`J.`, `z. B.`) and dotted ones (`e.g.`, `U.S.`) are rules in `no-break.ts`, not entries.
 * An entry too many costs little: two sentences travel as one. A missing one cuts a sentence in two.
 */
interface Entries {
  /** Never the end of a sentence, whatever follows: titles, `approx.`, company forms. */
  always: string
  /** Not the end of a sentence when a number follows: `No. 5`, `Fig. 3`, `vol. II`. */
  beforeNumber: string
}

const ANY: Entries = {
  always:
    'dr prof mr mrs Ms Mx jr sr St Ste Mt Messrs Mme Mlle inc ltd corp Co Bros LLC GmbH vs cf ca approx al ibid ph.d b.sc m.sc b.a m.a',
  beforeNumber: 'No Nr Nos fig figs vol vols pp cap art sec ch chap eq tab ver vers v ed min max',
}

const BY_LANGUAGE: Record<string, Entries> = {
  ar: { always: 'د أ م ص ت', beforeNumber: 'ص ج ع رقم' },
  ca: { always: 'Sr Sra Srta Dra aprox av pl núm', beforeNumber: 'pàg núm art fig' },
  cs: {
    always:
      'Ing Mgr Bc MUDr JUDr RNDr PhDr doc např tj tzv tzn atd apod resp mj popř příp cca sv ul nám',
    beforeNumber: 'č čís str obr tab odst kap roč',
  },
  da: {
    always: 'bl.a bl f.eks eks dvs ca hr fr ing osv mht pga ift inkl ekskl evt mv tlf maks gns',
    beforeNumber: 'nr s kap stk fig',
  },
  de: {
    always:
      'Hr Hrn Fr Dipl Ing Mag bzw bspw bsp beisp ca evtl ggf inkl exkl zzgl abzgl sog vgl usw usf etc zz zzt ungef entspr allg bes insb insbes ehem geb gest gegr jährl mtl wg lt Str Tel Verf Hrsg Bd Bde Red Aufl Mio Mrd Tsd bisl urspr jew eigtl eig sen jun hl versch',
    beforeNumber: 'Nr Nrn Abs Abb Abschn Art Bd Kap S Tab Ziff Anm Aufl Jh Jhd Bl Rdnr Rn vers Gr',
  },
  el: {
    always: 'κ κα κος δηλ κλπ κ.λπ χλμ περ βλ αρ τηλ αγ',
    beforeNumber: 'σελ αρ τόμ κεφ εικ',
  },
  en: {
    always:
      'Gen Col Maj Capt Cmdr Lt Sgt Cpl Pvt Adm Rev Fr Hon Gov Sen Rep Pres Supt Esq Ave Blvd Rd Ft Pt Pk Dept Univ Assn Assoc Intl Natl esp incl excl est resp viz misc dept govt op cit max min avg temp i.e e.g Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri',
    beforeNumber: 'no nos pg para paras app appx vol ser ex ll rev rel tel',
  },
  es: {
    always:
      'sra sres sras srta dra dres profa lic arq ing Gral Cnel Cap Excmo Ilmo Mons Hno Hna Ud Uds Vd Vds avda Av Pza Sto Sta ej aprox admón dpto depto prov tel máx mín vid EE EE.UU UU',
    beforeNumber:
      'n núm núms nro págs pág p.ej cap caps fig figs art arts vol tomo apdo párr lám ed',
  },
  fi: {
    always: 'esim ks mm ns nk ts ym yms jne n tms ko em eaa tri prof dos vrt lukuun puh',
    beforeNumber: 's luku kuva nro taul',
  },
  fr: {
    always:
      'MM Mme Mmes Mlle Mlles Me Mgr Vve Pr env ex hab av apr bd boul pl fg Cie Sté Ets éd coll réf cf vs tél adr dép max min quelq',
    beforeNumber: 'no n fig chap art vol réf p pp pl t tab al éd ill app par',
  },
  hi: { always: 'डॉ डा प्रो श्री सुश्री कु पं मि रु', beforeNumber: 'सं क्र पृ' },
  hu: {
    always: 'pl ún stb kb ill dr özv ifj id ti vö u.ö sz St',
    beforeNumber: 'sz old fej köt ábr',
  },
  id: { always: 'Bpk Sdr Sdri Drs Ir Jl Jln dll dsb dst hlm tgl yth', beforeNumber: 'no hlm bab' },
  it: {
    always:
      'sig sigg sig.ra sig.na dott dott.ssa avv ing arch geom rag prof.ssa On Mons Gen Col egr gent spett f.lli ecc es cfr tel sec seg segg max min',
    beforeNumber: 'n nn num pag pagg fig figg cap capp art artt vol voll tav par sez',
  },
  nb: {
    always: 'bl.a f.eks eks dvs ca osv mht pga ifm inkl ekskl evt mv tlf maks hr fr bl jf',
    beforeNumber: 'nr s kap fig avsn',
  },
  nl: {
    always:
      'dhr mevr mej ir ing drs mr prof bijv bv bvb ca evt excl incl enz etc resp zgn vgl jl ong o.a d.w.z t.a.v m.b.t max min gem tel str afd vnl mn nl ivm mbt tav',
    beforeNumber: 'nr nrs blz pag fig hfst hs art afb par p',
  },
  pl: {
    always:
      'np tj tzn tzw itp itd ok zob por prof dr hab inż mgr lek ks św płk gen kpt por al ul pl os m.in in im ur zm woj gm pow godz min tel wg br ub bm nast pt',
    beforeNumber: 'nr str rys tab rozdz poz art ust pkt s t godz',
  },
  pt: {
    always:
      'sra srs sras srta dra drs profa eng Exmo Exma Ilmo Av Pça Lda Ltda Cia Sto Sta ex aprox máx mín tel séc obs vs admin dept ca',
    beforeNumber: 'n nº núm pág págs p pp fig figs cap caps art arts vol tab séc',
  },
  ro: {
    always: 'dl dna d-na dvs etc ex str bd nr aprox cca ing prof conf lect',
    beforeNumber: 'nr pag p fig cap art vol alin',
  },
  ru: {
    always:
      'гг вв см ср напр др пр проч тов проф акад доц инж руб коп тыс млн млрд трлн им ул пер пл просп бул обл респ св тел стр изд ред сост англ нем фр лат прим мин макс соотв т.е т.д т.п т.к т.н',
    beforeNumber: 'рис табл гл стр с п пп ст т д кв корп разд вып',
  },
  sv: {
    always:
      'bl.a t.ex ex d.v.s dvs m.m m.fl mfl osv ca fr.o.m t.o.m kl inkl exkl ev evt resp tel max min sk enl pga jfr',
    beforeNumber: 'nr s sid kap fig avsn tab',
  },
  tr: {
    always: 'bkz vb vs örn yy Doç Yrd Öğr Av Sn Alb Ort Gör çev haz der cad mah sok apt',
    beforeNumber: 'no s sf bl şek md',
  },
  uk: {
    always:
      'рр ст див напр ін проф акад доц інж грн коп тис млн млрд ім вул пл просп обл св тел ред укл англ нім лат прим т.д т.п т.зв',
    beforeNumber: 'рис табл розд гл стор с п ст т кв корп',
  },
  vi: { always: 'TP Tp ThS TS GS PGS BS KS Ths Q P', beforeNumber: 'tr số hình' },
}

/** Languages that write ordinals as a number and a full stop: `3. Oktober`, `19. Jahrhundert`. */
const WITH_ORDINAL_STOP = new Set(
  'az bs cs da de dsb et eu fi fo hr hsb hu is lb lt lv nb nds nn no pl sk sl sr tr'.split(' '),
)

/** What the rules in `no-break.ts` know about a language. */
export interface Abbreviations {
  always: ReadonlySet<string>
  beforeNumber: ReadonlySet<string>
  /** Whether `3.` may be an ordinal. */
  ordinalStop: boolean
}

function merged(language: string, own?: Entries): Abbreviations {
  const words = (kind: keyof Entries) =>
    new Set([...ANY[kind].split(' '), ...(own?.[kind].split(' ') ?? [])])
  return {
    always: words('always'),
    beforeNumber: words('beforeNumber'),
    ordinalStop: WITH_ORDINAL_STOP.has(language),
  }
}

const MERGED = new Map(
  Object.entries(BY_LANGUAGE).map(([language, entries]) => [language, merged(language, entries)]),
)

/** Written with another's abbreviations. */
const SAME_AS: Record<string, string> = {
  be: 'ru',
  gl: 'pt',
  lb: 'de',
  mr: 'hi',
  ms: 'id',
  nds: 'de',
  ne: 'hi',
  nn: 'nb',
  no: 'nb',
  sk: 'cs',
}

/** The abbreviations of a language (the first subtag of a locale). A language without a list has those that are used everywhere. */
export function abbreviationsOf(language: string): Abbreviations {
  return MERGED.get(SAME_AS[language] ?? language) ?? merged(language)
}
