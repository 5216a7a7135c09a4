//! The words invented people are made of.

/// Given names in letters.
pub const GIVEN: &[&str] = &[
    "Ada", "Amara", "Anton", "Bea", "Caleb", "Clara", "Dario", "Edith", "Elin", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Kaya", "Leif",
    "Maya", "Nils", "Noor", "Olive", "Priya", "Quinn", "Rosa", "Samir", "Tessa", "Tomas", "Ulla", "Vera", "Wim", "Yara",
];

/// Family names in letters.
pub const FAMILY: &[&str] = &[
    "Abara",
    "Bergström",
    "Castillo",
    "Dahl",
    "Eze",
    "Ferrante",
    "Gallo",
    "Haddad",
    "Ishikawa",
    "Jansen",
    "Kowalski",
    "Lindqvist",
    "Moreno",
    "Nair",
    "Okafor",
    "Pereira",
    "Quist",
    "Ruiz",
    "Sørby",
    "Takeda",
    "Ueda",
    "Varga",
    "Weber",
    "Xenakis",
    "Young",
    "Zamora",
];

/// Han family names, two of them with a reading of their own.
pub const HAN_FAMILY: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗", "梁", "宋",
    "郑", "谢", "韩", "唐", "单", "曾", "欧阳", "司马",
];

/// Characters of Han given names.
pub const HAN_GIVEN: &[&str] = &[
    "安", "白", "晨", "丹", "恩", "帆", "歌", "涵", "佳", "可", "岚", "明", "宁", "沛", "琪", "若", "书", "桐", "薇", "希", "雅", "远",
    "哲", "芷", "舟", "子",
];

/// What people are good at and look for; the first ones far more often.
pub const TOPICS: &[&str] = &[
    "product design",
    "融资",
    "contract law",
    "供应链",
    "photography",
    "写作",
    "teaching",
    "零售",
    "carpentry",
    "摄影",
    "data analysis",
    "谈判",
    "translation",
    "园艺",
    "accounting",
    "选址",
    "public speaking",
    "出版",
    "bread baking",
    "登山",
    "sound engineering",
    "古籍修复",
    "bee keeping",
    "陶艺",
    "urban planning",
    "中医",
    "film editing",
    "围棋",
    "grant writing",
    "航海",
];

/// Tags; the first ones far more often.
pub const TAGS: &[&str] =
    &["work", "neighbours", "climbing", "徒步群", "前同事", "school", "book club", "创业", "choir", "邻居", "volunteers", "客户"];

/// Places.
pub const PLACES: &[&str] = &["Shanghai", "上海", "Lisbon", "杭州", "Berlin", "成都", "Lagos", "Toronto", "广州", "Malmö"];

/// Words of notes.
pub const PLAIN: &[&str] = &[
    "the",
    "a",
    "and",
    "of",
    "her",
    "his",
    "garden",
    "works",
    "slowly",
    "on",
    "book",
    "about",
    "rivers",
    "with",
    "old",
    "friends",
    "likes",
    "quiet",
    "mornings",
    "asked",
    "whether",
    "we",
    "could",
    "walk",
    "again",
    "in",
    "spring",
    "before",
    "market",
    "opens",
    "told",
    "me",
    "how",
    "workshop",
    "began",
    "small",
    "room",
    "light",
    "from",
    "north",
    "remembers",
    "every",
    "name",
    "never",
    "hurries",
    "wrote",
    "long",
    "letter",
    "to",
    "sister",
];

/// Words of notes in Chinese.
pub const HAN_PLAIN: &[&str] = &[
    "我们",
    "一起",
    "走了",
    "很久",
    "他说",
    "最近",
    "在忙",
    "新的",
    "工作室",
    "春天",
    "再去",
    "看看",
    "女儿",
    "开始",
    "学画",
    "喜欢",
    "安静",
    "早上",
    "喝茶",
    "不急",
    "慢慢",
    "来",
    "记得",
    "那年",
    "冬天",
    "第一次",
    "见面",
    "的",
    "地方",
    "书",
    "还没",
    "写完",
    "问起",
    "父亲",
    "身体",
    "都好",
    "院子里",
    "桂花",
];

/// What is talked about in a log entry.
pub const TALK: &[&str] = &[
    "talked through the move",
    "她说想换一个城市",
    "walked along the river",
    "聊到要不要开第二家店",
    "caught up after the summer",
    "问我要简历模板",
    "listened to the new record",
    "一起看了展览",
    "planned the spring trip",
    "说起孩子上学的事",
];

/// Who I am in every generated journal.
pub const ME: &str = "---
title: Someone
strengths: [product design, 写作, data analysis]
gaps: [contract law, 融资, accounting]
needs: [contract law]
offers: [写作, translation]
pitch: I make unclear things clear.
---

Notes to self.
";

/// A guide with tasks, a quote and headings.
pub const GUIDE: &str = "---
title: Keeping notes
description: How a line a day stays a line a day.
publishDate: 2025-01-23T16:45
tags: ['work']
---

> One line, the same evening.

## Before

- [ ] Read the last three lines
- [x] Bring the book back

## After

- [ ] Write what was promised, **whole**
";

/// A plan with goals of every kind.
pub const PLAN: &str = "---
title: This year
---

## Short

- [ ] Two people a week [metric:: reach-outs] [target:: 2] [per:: week]

## Mid

- [ ] Three introductions [metric:: introductions] [target:: 3] [per:: year]

## Long

- [ ] A table where strangers become friends
  - [x] find a room
  - [ ] write the first letters
";
