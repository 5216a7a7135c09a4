//! The help in Chinese. The English words stand with the definition in `cli.rs`; here are the same,
//! by command and argument, and a test asks for each.

use clap::{Arg, ArgAction, Command};

/// `COMMAND` is what it does, `COMMAND!` its examples, `COMMAND.ARGUMENT` an argument of it; the program itself
/// has no name here.
const WORDS: &[(&str, &str)] = &[
    ("", "一人一个 Markdown 文件，变成一个只给自己看的网站：\n该联系谁、为什么是现在、这段关系好不好。"),
    (
        "!",
        "例如：
  renmai init 我的人脉        新建一份手记
  renmai today                该联系谁，为什么
  renmai build --open         生成网站并打开",
    ),
    ("!!", "退出码：0 完成；1 手记里有问题，或没有这个人；2 用法不对；130 被中断。"),
    (".root", "手记所在的文件夹（默认：往上最近的、有 renmai.yaml 的那一层）"),
    (".content", "笔记所在的文件夹，例如 Obsidian 库（默认：手记里的 content/）"),
    (".lang", "说哪种语言、网页用哪种语言：en、zh（默认：手记里写的）"),
    (".today", "把这一天当作今天，例如 2026-03-01"),
    (".color", "什么时候用颜色：auto、always、never（默认 auto）"),
    (".quiet", "只说问到的，别的不说"),
    (".verbose", "多说几句做了什么"),
    ("init", "新建一份马上就能生成网站的手记"),
    (
        "init!",
        "例如：
  renmai init 我的人脉              几个文件，先写起来
  renmai init                       就在这里
  renmai init --demo /tmp/demo      一份虚构人物的手记，先四处看看",
    ),
    ("init.folder", "放在哪里；没有这个文件夹就新建"),
    ("init.demo", "用示例手记：人物都是虚构的，中英文都有"),
    ("new", "新建一个人的文件"),
    (
        "new!",
        "例如：
  renmai new 张伟 --circle friend            写到 people/zhang-wei.md
  renmai new 林晚舟 --met \"2026-11-20 读书会上\"
  renmai new Ada --email ada@example.com --edit",
    ),
    ("new.name", "名字"),
    ("new.alias", "别的称呼；可以写多次"),
    ("new.circle", "有多近：inner 至亲、close 至交、kin 家人、friend 好友、known 熟人，或自己定的圈层"),
    ("new.tag", "标签；可以写多次"),
    ("new.met", "什么时候、在哪里认识的：一个日期、一句话，或两样都写"),
    ("new.birthday", "1990-05-12；不知道年份就写 05-12"),
    ("new.org", "在哪里工作"),
    ("new.role", "做什么"),
    ("new.location", "住在哪里"),
    ("new.email", "邮箱；可以写多次"),
    ("new.phone", "电话；可以写多次"),
    ("new.wechat", "微信号"),
    ("new.namesake", "已经有同名的人了，这是另一位"),
    ("new.edit", "用编辑器打开这个文件（$VISUAL、$EDITOR）"),
    ("new.dry_run", "只看会写什么，不写入"),
    ("new.json", "输出 JSON"),
    ("log", "给一个人记一笔往来"),
    (
        "log!",
        "例如：
  renmai log 张伟 \"咖啡：聊了去上海的事\"
  renmai log zw 电话：聊了半小时 --by them --on 昨天
  renmai log 张伟,林晚舟 晚饭 --got \"中 一份菜谱\" --felt warm
  renmai log zw 电话 --on 周一 -n            只看会改什么，不写入
  renmai log zw --edit                       在编辑器里写，一次可以写几条",
    ),
    ("log.who", "文件名、名字、别名、拼音（zhangwei、zw）或其中一部分；几个人用逗号隔开，记在第一位的文件里，算在每一位头上"),
    ("log.text", "发生了什么；可以用种类开头（咖啡、电话……），可以带 #标签 和 [[链接]]"),
    ("log.on", "哪一天（默认今天）：2026-11-20、11-20、昨天、上周五、周一、-3d"),
    ("log.by", "谁主动的：me 我、them 对方、both 双方"),
    ("log.kind", "哪一种往来：咖啡、电话、见面……"),
    ("log.gave", "给了什么；可以用 小、中、大 开头；可以写多次"),
    ("log.got", "得到什么；可以写多次"),
    ("log.with", "还有谁在；可以写多次"),
    ("log.ask", "谁开口求了什么：me、them"),
    ("log.felt", "感觉如何：warm、neutral、drained、used（温暖、平常、疲惫、被利用）"),
    ("log.depth", "多深：touch、talk、deep（轻、谈、深；默认看种类）"),
    ("log.reply", "谁还欠一个回音：me、them"),
    ("log.edit", "先在编辑器里改；留下的每一行带日期的都是一条"),
    ("log.dry_run", "只看会改什么，不写入"),
    ("log.json", "输出 JSON"),
    ("done", "勾掉一件事"),
    (
        "done!",
        "例如：
  renmai done 林晚舟 扫描件             唯一一件带这个词、还没完成的事
  renmai done zw 合同 --on 昨天
  renmai done 搬家 纸箱                 文章、计划、清单，按标题
  renmai done 林晚舟                    列出还没完成的",
    ),
    ("done.who", "文件名、名字、别名、拼音（zhangwei、zw）或其中一部分；也可以是文章、计划或清单的标题"),
    ("done.task", "那件事里的字；不写就列出还没完成的"),
    ("done.on", "哪天完成的（默认今天）：2026-11-20、昨天、上周五、周一、-3d"),
    ("done.dry_run", "只看会改什么，不写入"),
    ("done.json", "输出 JSON"),
    ("today", "该联系谁、为什么；有什么到期"),
    (
        "today!",
        "例如：
  renmai today                 本周的人，和往后七天
  renmai today --days 30       往后三十天
  renmai today --json          给别的程序读",
    ),
    ("today.days", "往后看几天（默认 7）"),
    ("today.json", "输出 JSON"),
    ("list", "列出一些人"),
    (
        "list!",
        "例如：
  renmai list                          所有人
  renmai list phase:due circle:close   该联系的至交
  renmai list tag:爬山 --sort last
  renmai list zhang                    按名字、别名或拼音",
    ),
    ("list.query", "phase:…（阶段）、circle:…（圈层）、tag:…（标签），或名字的一部分；要同时满足"),
    ("list.sort", "怎么排：name 按读音（默认）、last 最久没联系的在前、ratio 超出节奏最多的在前、circle 最近的在前"),
    ("list.json", "输出 JSON"),
    ("show", "看一个人"),
    (
        "show!",
        "例如：
  renmai show 张伟             名字、文件名、别名，或其中一部分
  renmai show zhangwei         拼音也行
  renmai show zw --prep        见面之前：聊什么
  renmai show zw --json",
    ),
    ("show.who", "文件名、名字、别名、拼音（zhangwei、zw）或其中一部分"),
    ("show.prep", "见面之前的卡片：三个话题、要记得的、没了的事、别提的事"),
    ("show.json", "输出 JSON"),
    ("check", "找出手记里的每一处问题"),
    (
        "check!",
        "例如：
  renmai check                     每处问题：第几行，该怎么写
  renmai check --format short      一处一行，给编辑器用
  renmai check --privacy           别人可能从哪里读到
  renmai check --json              给别的程序读",
    ),
    ("check.format", "怎么写：human（默认）、short（一处一行）、json"),
    ("check.privacy", "改为说明：手记和网站可能从哪里被别人读到"),
    ("check.json", "同 --format json"),
    ("build", "生成网站"),
    (
        "build!",
        "例如：
  renmai build                       写到手记里的 site/
  renmai build --open                写完就打开
  renmai build -o /srv/people --shared-modes
  renmai build --redact -o shown     名字只留首字母，去掉文字和钱：给别人看用
  renmai build --encrypt -o public   整个网站上锁，放哪里都行，凭口令打开
  renmai --content ~/vault build -o ~/people-site",
    ),
    ("build.output", "网站放在哪里（默认：手记里的 site/）"),
    ("build.strict", "手记里有错误就什么都不发布"),
    ("build.open", "写完就打开"),
    ("build.shared_modes", "让以别的用户身份运行的网页服务器也读得到（0755、0644）"),
    ("build.redact", "名字只留首字母，文字换成代号，不带钱：截图、报问题时用"),
    ("build.encrypt", "用口令把整个网站锁上；什么浏览器都能打开，别人打不开"),
    ("build.passphrase_file", "口令在这个文件的第一行（默认：$RENMAI_PASSPHRASE，没有就问）"),
    ("build.json", "用 JSON 说做了什么"),
    ("serve", "一边写，一边看"),
    (
        "serve!",
        "例如：
  renmai serve                     在 http://127.0.0.1:1212，只有这台机器看得到
  renmai serve -O                  顺便打开浏览器
  renmai serve -p 8000             换个端口；被占了就用下一个",
    ),
    ("serve.port", "端口（默认 1212）；被占了就用下一个空着的"),
    ("serve.open", "打开浏览器"),
    ("decrypt", "打开上了锁的网站，把网页写出来"),
    (
        "decrypt!",
        "例如：
  renmai decrypt public -o plain   会问口令
  renmai decrypt public -o plain --passphrase-file ~/.secret",
    ),
    ("decrypt.site", "上了锁的网站"),
    ("decrypt.output", "网页写到哪里：还没有的文件夹，或以前生成过的"),
    ("decrypt.passphrase_file", "口令在这个文件的第一行（默认：$RENMAI_PASSPHRASE，没有就问）"),
    ("import", "从别的程序的通讯录带人进来"),
    (
        "import!",
        "例如：
  renmai import contacts.vcf -n             先看：新的、合并的、拿不准的；不写入
  renmai import contacts.vcf                手机、苹果、谷歌、Outlook 的 vCard
  renmai import Connections.csv --spread    领英；给每个人排一天打招呼
  renmai import monica.json --json          给别的程序读",
    ),
    ("import.file", "vCard，谷歌、Outlook、领英的表格，Monica 的导出，或任何有表头的表格"),
    ("import.format", "是什么文件（默认看内容）：vcard、google、outlook、linkedin、monica、csv"),
    ("import.spread", "给每个新来的人排一天打招呼，一周有多少空就排多少"),
    ("import.namesakes", "名字或号码相同、别的都不同的，是另一位"),
    ("import.dry_run", "只看会做什么，不写入"),
    ("import.json", "输出 JSON"),
    ("export", "把手记写给别的程序"),
    (
        "export!",
        "例如：
  renmai export json > journal.json
  renmai export json | jq '.week.people'
  renmai export csv > people.csv             给电子表格
  renmai export vcard > people.vcf           给手机
  renmai export ics > people.ics             生日、节日、约好的事",
    ),
    ("export.format", "写成什么：json（全部数字）、csv 或 vcard（是谁，不含往来）、ics"),
    ("schema", "写出编辑器补全字段要用的东西"),
    (
        "schema!",
        "例如：
  renmai schema > person.schema.json
  renmai schema --lang zh > person.schema.json     用中文解释",
    ),
    (
        "schema!!",
        "用 yaml-language-server（VS Code、Neovim、Helix、Zed……），只要它拿得到开头的 YAML：
  在 YAML 的第一行写       # yaml-language-server: $schema=../../person.schema.json
  或在 VS Code 的设置里写  \"yaml.schemas\": {\"./person.schema.json\": \"content/people/*.md\"}
JetBrains 的编辑器：Settings，JSON Schema Mappings，文件模式 content/people/*.md。",
    ),
    ("completions", "写出命令行的补全，人名也补"),
    (
        "completions!",
        "例如：
  renmai completions bash >> ~/.bashrc
  renmai completions zsh >> ~/.zshrc
  renmai completions fish > ~/.config/fish/completions/renmai.fish
  renmai completions powershell >> $PROFILE",
    ),
    ("completions.shell", "bash、zsh、fish、powershell、elvish"),
    ("man", "写出手册页（英文）"),
    (
        "man!",
        "例如：
  renmai man | man -l -              全部，直接读
  renmai man > renmai.1              存下来
  renmai man log > renmai-log.1      一个命令的",
    ),
    ("man.command", "一个命令的那页（默认：程序的，后面跟着每个命令的）"),
];

/// What stands where clap has words of its own.
const TEMPLATE: &str = "{before-help}{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// The definition with its words in Chinese.
pub fn in_chinese(command: Command) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command = translated(command, "").subcommand_help_heading("命令").subcommand_value_name("命令");
    command = command.disable_version_flag(true).arg(
        Arg::new("version").short('V').long("version").action(ArgAction::Version).help("版本").help_heading("选项").display_order(1000),
    );
    for name in names {
        command = command.mut_subcommand(&name, |sub| translated(sub, &name));
    }
    command
}

fn translated(mut command: Command, name: &str) -> Command {
    let of = |what: &str| said(&format!("{name}{what}"));
    command = command.about(of("")).before_help(of("!")).help_template(TEMPLATE).disable_help_flag(true);
    if command.get_after_help().is_some() {
        command = command.after_help(of("!!"));
    }
    // An argument that is touched goes to the end of the line unless its place is said.
    let in_line: Vec<clap::Id> = command.get_positionals().map(|arg| arg.get_id().clone()).collect();
    command = command.mut_args(|arg| {
        let heading = match (name, arg.is_positional()) {
            ("", _) => "通用",
            (_, true) => "参数",
            (_, false) => "选项",
        };
        let help = of(&format!(".{}", arg.get_id()));
        let takes_value = arg.get_action().takes_values();
        let place = in_line.iter().position(|id| id == arg.get_id());
        let arg = arg.help(help).long_help(None).help_heading(heading).hide_default_value(takes_value);
        match place {
            Some(place) => arg.index(place + 1).display_order(place),
            None => arg,
        }
    });
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help("这份说明").help_heading("选项").display_order(999);
    command.arg(help)
}

fn said(key: &str) -> &'static str {
    WORDS.iter().find(|(known, _)| *known == key).map_or("", |(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Typed;
    use clap::CommandFactory;
    use std::collections::BTreeSet;

    #[test]
    fn every_word_has_its_twin_and_none_is_left_over() {
        let command = Typed::command();
        let mut wanted: BTreeSet<String> = BTreeSet::new();
        for sub in command.get_subcommands().chain([&command]) {
            let name = if sub.get_name() == "renmai" { "" } else { sub.get_name() };
            wanted.extend([name.to_owned(), format!("{name}!")]);
            wanted.extend(sub.get_after_help().map(|_| format!("{name}!!")));
            wanted.extend(sub.get_arguments().map(|arg| format!("{name}.{}", arg.get_id())));
        }
        let known: BTreeSet<String> = WORDS.iter().map(|(key, _)| (*key).to_owned()).collect();
        assert_eq!(known.len(), WORDS.len(), "twice the same");
        assert_eq!(wanted, known);
    }

    #[test]
    fn no_word_of_claps_own_is_left() {
        let mut command = in_chinese(Typed::command());
        command.build();
        for sub in command.get_subcommands_mut() {
            let help = sub.render_long_help().to_string();
            assert!(help.starts_with("例如：\n  renmai"), "{help}");
            for word in ["Usage", "Options", "Arguments", "Commands", "Print", "default", "possible", "Everywhere"] {
                assert!(!help.contains(word), "{word} in:\n{help}");
            }
        }
        command.debug_assert();
    }
}
