//! Characters whose first dictionary reading is not the one they have in given names.

/// The reading of `han` in a given name, where it differs from what a dictionary puts first.
///
/// A choice for what parents mean most often: 朝 the morning, 重 doubled (重阳), 晟 bright. `reading:` in front matter is
/// the answer for everyone else.
pub(super) fn given_reading(han: char) -> Option<&'static str> {
    let reading = match han {
        '省' => "xing3",
        '朝' => "zhao1",
        '重' => "chong2",
        '长' | '長' => "chang2",
        '曾' => "zeng1",
        '佛' => "fo2",
        '靓' | '靚' => "liang4",
        '莎' => "sha1",
        '泊' | '伯' | '薄' => "bo2",
        '都' => "du1",
        '更' => "geng1",
        '冠' => "guan4",
        '桦' | '樺' => "hua4",
        '隽' | '雋' => "jun4",
        '任' => "ren4",
        '少' => "shao4",
        '为' | '為' => "wei2",
        '著' => "zhu4",
        '琢' => "zhuo2",
        '子' => "zi3",
        '仔' => "zai3",
        '偲' => "si1",
        '颉' => "jie2",
        '伽' => "jia1",
        '斗' => "dou3",
        '干' => "gan4",
        '勒' => "le4",
        '卜' => "bu3",
        '拉' => "la1",
        '地' => "di4",
        '娜' => "na4",
        '兴' | '興' => "xing1",
        '相' => "xiang1",
        '肖' => "xiao4",
        '柏' => "bai3",
        '瑱' => "zhen4",
        '俟' => "si4",
        '璇' => "xuan2",
        '禅' => "chan2",
        '夏' => "xia4",
        '盛' | '晟' => "sheng4",
        '正' => "zheng4",
        '宁' | '寧' => "ning2",
        '和' => "he2",
        _ => return None,
    };
    Some(reading)
}
