//! Surnames: which there are, and how they are said.
//!
//! Where two readings live side by side, the one most bearers use is taken: 牟 Móu (also Mù), 覃 Qín (also Tán), 宁 Níng
//! (also Nìng), 乐 Yuè (also Lè), 黑 Hè (also Hēi). Search knows the others too; `reading:` in front matter decides.

/// How a single character is said as a surname, where that differs from what a dictionary puts first or should be
/// certain.
pub(super) fn surname_reading(han: char) -> Option<&'static str> {
    SPECIAL.iter().find(|(surname, _)| *surname == han).map(|(_, reading)| *reading)
}

/// Whether a character is a known single surname.
pub(super) fn is_surname(han: char) -> bool {
    surname_reading(han).is_some() || SINGLE.contains(han)
}

/// Whether a character is one of the surnames common enough to be half of a double one (林郑, 陈方).
pub(super) fn is_common_surname(han: char) -> bool {
    COMMON.contains(han)
}

/// Splits a surname of several characters off a name: `欧阳修` → `欧阳`, `修`.
pub(super) fn split_compound(name: &str) -> Option<(&str, &str)> {
    // Every name comes by here, and hardly a surname begins with its first sign.
    let first = name.as_bytes().first_chunk::<3>()?;
    let begins = |surname: &str| surname.as_bytes().first_chunk() == Some(first);
    let rest = COMPOUND.iter().filter(|(surname, _)| begins(surname)).find_map(|(surname, _)| name.strip_prefix(surname))?;
    Some((name.strip_suffix(rest)?, rest))
}

/// How a surname of several characters is said, a reading for each.
pub(super) fn compound_reading(surname: &str) -> Option<&'static [&'static str]> {
    COMPOUND.iter().find(|(known, _)| *known == surname).map(|(_, readings)| *readings)
}

const SPECIAL: &[(char, &str)] = &[
    ('单', "shan4"),
    ('單', "shan4"),
    ('曾', "zeng1"),
    ('解', "xie4"),
    ('仇', "qiu2"),
    ('区', "ou1"),
    ('區', "ou1"),
    ('查', "zha1"),
    ('任', "ren2"),
    ('朴', "piao2"),
    ('盖', "ge3"),
    ('蓋', "ge3"),
    ('翟', "zhai2"),
    ('缪', "miao4"),
    ('繆', "miao4"),
    ('覃', "qin2"),
    ('召', "shao4"),
    ('折', "she2"),
    ('那', "na1"),
    ('纪', "ji3"),
    ('紀', "ji3"),
    ('员', "yun4"),
    ('員', "yun4"),
    ('贠', "yun4"),
    ('华', "hua4"),
    ('華', "hua4"),
    ('乐', "yue4"),
    ('樂', "yue4"),
    ('葛', "ge3"),
    ('种', "chong2"),
    ('秘', "bi4"),
    ('洗', "xian3"),
    ('冼', "xian3"),
    ('燕', "yan1"),
    ('尉', "wei4"),
    ('宁', "ning2"),
    ('寧', "ning2"),
    ('甯', "ning4"),
    ('应', "ying1"),
    ('應', "ying1"),
    ('晁', "chao2"),
    ('逄', "pang2"),
    ('黑', "he4"),
    ('哈', "ha3"),
    ('郇', "xun2"),
    ('郗', "xi1"),
    ('訾', "zi1"),
    ('佴', "nai4"),
    ('阚', "kan4"),
    ('闞', "kan4"),
    ('隗', "wei3"),
    ('厍', "she4"),
    ('牟', "mou2"),
    ('祭', "zhai4"),
    ('繁', "po2"),
    ('少', "shao4"),
    ('占', "zhan1"),
    ('钻', "zuan1"),
    ('车', "che1"),
    ('車', "che1"),
    ('沈', "shen3"),
    ('石', "shi2"),
    ('贾', "jia3"),
    ('賈', "jia3"),
    ('俞', "yu2"),
    ('粘', "nian2"),
    ('盛', "sheng4"),
    ('藏', "zang1"),
    ('臧', "zang1"),
    ('瞿', "qu2"),
    ('曲', "qu1"),
    ('句', "gou1"),
    ('勾', "gou1"),
    ('过', "guo1"),
    ('過', "guo1"),
    ('观', "guan4"),
    ('觀', "guan4"),
    ('干', "gan1"),
    ('肖', "xiao1"),
    ('仉', "zhang3"),
    ('钭', "tou3"),
    ('卜', "bu3"),
    ('柏', "bai3"),
    ('薄', "bo2"),
    ('贲', "ben1"),
    ('都', "du1"),
    ('笪', "da2"),
    ('乜', "nie4"),
    ('能', "nai4"),
    ('谌', "chen2"),
    ('諶', "chen2"),
    ('隽', "juan4"),
    ('恽', "yun4"),
    ('庹', "tuo3"),
    ('亓', "qi2"),
    ('眭', "sui1"),
    ('睢', "sui1"),
    ('綦', "qi2"),
    ('蒯', "kuai3"),
    ('莘', "shen1"),
    ('菅', "jian1"),
    ('万', "wan4"),
    ('萬', "wan4"),
    ('佘', "she2"),
    ('尹', "yin3"),
    ('夏', "xia4"),
    ('宓', "mi4"),
    ('宿', "su4"),
    ('强', "qiang2"),
    ('撒', "sa3"),
    ('於', "yu1"),
    ('殷', "yin1"),
    ('相', "xiang4"),
    ('嵇', "ji1"),
    ('筱', "xiao3"),
    ('糜', "mi2"),
    ('行', "xing2"),
    ('费', "fei4"),
    ('費', "fei4"),
    ('郄', "qie4"),
    ('鲜', "xian1"),
    ('令', "ling4"),
    ('叶', "ye4"),
    ('葉', "ye4"),
    ('冯', "feng2"),
    ('馮', "feng2"),
    ('和', "he2"),
    ('郝', "hao3"),
    ('褚', "chu3"),
    ('幺', "yao1"),
    ('呙', "guo1"),
    ('遆', "ti2"),
    ('鄢', "yan1"),
    ('齐', "qi2"),
    ('齊', "qi2"),
    ('景', "jing3"),
    ('雍', "yong1"),
    ('芮', "rui4"),
    ('啜', "chuai4"),
    ('郏', "jia2"),
];

/// The hundred or so surnames most people in China have.
const COMMON: &str = "\
王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜\
范方石姚谭廖邹熊陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎武乔贺赖龚張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許呂蘇盧蔣賈葉閻鍾\
譚鄒陸顧龍錢湯喬賀賴龔";

/// Single surnames beyond [`SPECIAL`]; one character each.
const SINGLE: &str = "\
赵钱孙李周吴郑王陈卫蒋韩杨朱秦尤许何吕施张孔曹严金魏陶姜戚谢邹喻水窦章云苏潘奚范彭郎鲁韦昌马苗凤花方袁柳酆鲍史唐廉岑薛雷\
贺倪汤滕罗毕邬安常于时傅皮卞康伍余元顾孟平黄穆萧姚邵湛汪祁毛禹狄米贝明计伏成戴谈宋茅庞熊舒屈项祝董梁杜阮蓝闵席季麻路娄危\
江童颜郭梅林刁钟徐邱骆高蔡田樊胡凌霍虞支柯昝管卢莫经房裘宗丁宣邓郁杭洪包诸左崔吉钮龚程邢滑裴陆荣翁荀羊惠甄家封羿储靳汲邴\
松井段富巫乌焦巴弓牧山谷侯蓬全班仰秋仲伊宫栾暴甘厉戎祖武符刘詹束龙幸司韶郜黎蓟印白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥苍双\
闻党谭贡劳姬申扶堵冉宰郦郤璩桑桂濮牛寿通边扈冀浦尚农温别庄晏柴阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步耿满弘匡国文寇\
广禄阙东欧殳沃利蔚越夔隆师巩聂敖融冷辛简饶空毋沙养鞠须丰巢关后荆红游竺权逯益桓公付代闫涂邸仝佟但冒刑原苟晋楚商谯年阳墨督\
岳帅缑亢况郈归海揭兰邝初官鄞由尧宾衣矫禚税隋随雒麦练展战敬楼苑母仵仓信修呼植揣撖英荔铁银门闪问辜鬲栗兀招粟弋智檀普多玄线\
纵续贯赫达迟采里鹿麴丘汝库芦苌茆郅郧镡奉渠沐律牙校良虎豆赏释靖漆佐斯趙錢孫吳鄭陳衛蔣韓楊許呂張嚴謝鄒竇蘇範魯韋馬鳳賀湯羅\
畢鄔時顧黃蕭貝計談龐項閔婁顏鍾駱盧經賁鄧鬱諸鈕龔陸榮儲烏宮欒厲劉龍薊懷從賴藺喬陰蒼雙聞黨譚貢勞酈邊農溫莊閻連習魚終滿國廣\
祿闕東歐師鞏聶饒養須豐關紅遊權蕩鄺閆塗譙賓隨麥練戰樓倉鐵銀門閃問線縱續貫達遲採蘆勵";

type CompoundReading = (&'static str, &'static [&'static str]);

const COMPOUND: &[CompoundReading] = &[
    ("爱新觉罗", &["ai4", "xin1", "jue2", "luo2"]),
    ("叶赫那拉", &["ye4", "he4", "na4", "la1"]),
    ("钮祜禄", &["niu3", "hu4", "lu4"]),
    ("欧阳", &["ou1", "yang2"]),
    ("歐陽", &["ou1", "yang2"]),
    ("司马", &["si1", "ma3"]),
    ("司馬", &["si1", "ma3"]),
    ("司徒", &["si1", "tu2"]),
    ("司空", &["si1", "kong1"]),
    ("司寇", &["si1", "kou4"]),
    ("上官", &["shang4", "guan1"]),
    ("诸葛", &["zhu1", "ge3"]),
    ("諸葛", &["zhu1", "ge3"]),
    ("尉迟", &["yu4", "chi2"]),
    ("尉遲", &["yu4", "chi2"]),
    ("万俟", &["mo4", "qi2"]),
    ("长孙", &["zhang3", "sun1"]),
    ("長孫", &["zhang3", "sun1"]),
    ("令狐", &["ling2", "hu2"]),
    ("单于", &["chan2", "yu2"]),
    ("澹台", &["tan2", "tai2"]),
    ("宗政", &["zong1", "zheng4"]),
    ("夏侯", &["xia4", "hou2"]),
    ("皇甫", &["huang2", "fu3"]),
    ("公孙", &["gong1", "sun1"]),
    ("公孫", &["gong1", "sun1"]),
    ("公冶", &["gong1", "ye3"]),
    ("公羊", &["gong1", "yang2"]),
    ("公西", &["gong1", "xi1"]),
    ("慕容", &["mu4", "rong2"]),
    ("东方", &["dong1", "fang1"]),
    ("東方", &["dong1", "fang1"]),
    ("东郭", &["dong1", "guo1"]),
    ("独孤", &["du2", "gu1"]),
    ("南宫", &["nan2", "gong1"]),
    ("南宮", &["nan2", "gong1"]),
    ("北堂", &["bei3", "tang2"]),
    ("西门", &["xi1", "men2"]),
    ("西門", &["xi1", "men2"]),
    ("百里", &["bai3", "li3"]),
    ("呼延", &["hu1", "yan2"]),
    ("端木", &["duan1", "mu4"]),
    ("申屠", &["shen1", "tu2"]),
    ("轩辕", &["xuan1", "yuan2"]),
    ("鲜于", &["xian1", "yu2"]),
    ("鮮于", &["xian1", "yu2"]),
    ("闻人", &["wen2", "ren2"]),
    ("太史", &["tai4", "shi3"]),
    ("太叔", &["tai4", "shu1"]),
    ("宇文", &["yu3", "wen2"]),
    ("淳于", &["chun2", "yu2"]),
    ("濮阳", &["pu2", "yang2"]),
    ("钟离", &["zhong1", "li2"]),
    ("鍾離", &["zhong1", "li2"]),
    ("第五", &["di4", "wu3"]),
    ("拓跋", &["tuo4", "ba2"]),
    ("拓拔", &["tuo4", "ba2"]),
    ("左丘", &["zuo3", "qiu1"]),
    ("闾丘", &["lü2", "qiu1"]),
    ("亓官", &["qi2", "guan1"]),
    ("仲孙", &["zhong4", "sun1"]),
    ("赫连", &["he4", "lian2"]),
    ("完颜", &["wan2", "yan2"]),
    ("耶律", &["ye1", "lü4"]),
    ("纳兰", &["na4", "lan2"]),
    ("巫马", &["wu1", "ma3"]),
    ("宰父", &["zai3", "fu3"]),
    ("漆雕", &["qi1", "diao1"]),
    ("壤驷", &["rang3", "si4"]),
    ("羊舌", &["yang2", "she2"]),
    ("微生", &["wei1", "sheng1"]),
    ("贯丘", &["guan4", "qiu1"]),
    ("乌雅", &["wu1", "ya3"]),
    ("谷梁", &["gu3", "liang2"]),
];

#[cfg(test)]
mod tests {
    use super::super::fold::is_han;
    use super::*;

    #[test]
    fn every_compound_has_a_reading_for_each_character() {
        for (surname, readings) in COMPOUND {
            assert_eq!(surname.chars().count(), readings.len(), "{surname}");
        }
    }

    #[test]
    fn the_lists_hold_han_only() {
        assert!(SINGLE.chars().chain(COMMON.chars()).all(is_han));
    }

    #[test]
    fn splitting() {
        assert_eq!(split_compound("欧阳修"), Some(("欧阳", "修")));
        assert_eq!(split_compound("欧阳"), Some(("欧阳", "")));
        assert_eq!(split_compound("欧文"), None);
        // 贺兰 is far oftener 贺 with the given name 兰 than the old surname of the steppe.
        assert_eq!(split_compound("贺兰"), None);
    }
}
