//! Outlook's table, in English and Chinese. A day may stand in the order of the
//! system that wrote it; where no row tells which, it stays as it is, as a fact.

use super::gather::{Address, Gather, joined_name};
use super::table::{Row, ordered_day};

/// Chinese headers and the English ones they stand for.
const CHINESE: [(&str, &str); 41] = [
    ("称谓", "Title"),
    ("名", "First Name"),
    ("名字", "First Name"),
    ("中间名", "Middle Name"),
    ("姓", "Last Name"),
    ("姓氏", "Last Name"),
    ("后缀", "Suffix"),
    ("昵称", "Nickname"),
    ("单位", "Company"),
    ("公司", "Company"),
    ("部门", "Department"),
    ("职务", "Job Title"),
    ("商务地址 街道", "Business Street"),
    ("商务地址 市/县", "Business City"),
    ("商务地址 省/市/自治区", "Business State"),
    ("商务地址 邮政编码", "Business Postal Code"),
    ("商务地址 国家/地区", "Business Country/Region"),
    ("住宅地址 街道", "Home Street"),
    ("住宅地址 市/县", "Home City"),
    ("住宅地址 省/市/自治区", "Home State"),
    ("住宅地址 邮政编码", "Home Postal Code"),
    ("住宅地址 国家/地区", "Home Country/Region"),
    ("其他地址 街道", "Other Street"),
    ("商务传真", "Business Fax"),
    ("商务电话", "Business Phone"),
    ("商务电话 2", "Business Phone 2"),
    ("住宅电话", "Home Phone"),
    ("住宅电话 2", "Home Phone 2"),
    ("住宅传真", "Home Fax"),
    ("移动电话", "Mobile Phone"),
    ("其他电话", "Other Phone"),
    ("单位主要电话", "Company Main Phone"),
    ("电子邮件地址", "E-mail Address"),
    ("电子邮件 2 地址", "E-mail 2 Address"),
    ("电子邮件 3 地址", "E-mail 3 Address"),
    ("网页", "Web Page"),
    ("生日", "Birthday"),
    ("纪念日", "Anniversary"),
    ("配偶", "Spouse"),
    ("附注", "Notes"),
    ("类别", "Categories"),
];

/// Values Outlook writes where it knows nothing.
const NOTHING: [&str; 5] = ["0/0/00", "0/0/0000", "Unspecified", "未指定", "False"];

/// Takes in one row.
pub fn row(row: &Row<'_>, gather: &mut Gather) {
    let get = |header: &str| {
        let chinese = CHINESE.iter().filter(|(_, english)| *english == header).map(|(chinese, _)| row.get(chinese));
        std::iter::once(row.get(header)).chain(chinese).find(|value| !value.is_empty()).unwrap_or("")
    };
    let name = joined_name(get("Last Name"), get("First Name"), get("Middle Name"), get("Title"), get("Suffix"));
    gather.name(&name);
    for (label, place) in [("home", "Home"), ("work", "Business"), ("other", "Other")] {
        let part = |name: &str| get(&format!("{place} {name}")).to_owned();
        let streets = ["Street", "Street 2", "Street 3", "Address PO Box"].map(|name| part(name).replace(['\r', '\n'], " "));
        let country = [part("Country/Region"), part("Country")].into_iter().find(|country| !country.is_empty()).unwrap_or_default();
        gather.address(
            label,
            &Address { street: streets.into(), city: part("City"), region: part("State"), code: part("Postal Code"), country },
        );
    }
    for (header, value) in row.pairs() {
        let english = CHINESE.iter().find(|(chinese, _)| *chinese == header).map_or(header, |(_, english)| *english);
        if !NOTHING.contains(&value) {
            field(gather, row, (header, english), value);
        }
    }
}

fn field(gather: &mut Gather, row: &Row<'_>, (header, english): (&str, &str), value: &str) {
    let is_address = ["Home ", "Business ", "Other "]
        .iter()
        .filter_map(|place| english.strip_prefix(place))
        .any(|part| ["Street", "City", "State", "Postal Code", "Country", "Address PO Box"].iter().any(|name| part.starts_with(name)));
    match english {
        "First Name" | "Middle Name" | "Last Name" | "Title" | "Suffix" => {}
        _ if is_address => {}
        "Priority" | "Sensitivity" if matches!(value, "Normal" | "普通") => {}
        "Nickname" => gather.item("aliases", value),
        "Company" | "Company Name" => gather.text("org", value),
        "Job Title" => gather.text("role", value),
        "Department" => gather.fact("department", value),
        "E-mail Address" | "E-mail 2 Address" | "E-mail 3 Address" => gather.way("email", value, ""),
        // `Ada Moreno (ada@example.com)`, and how it was sent: said by the address.
        header if header.starts_with("E-mail") && (header.ends_with("Type") || header.ends_with("Display Name")) => {}
        "Web Page" | "Personal Web Page" => gather.way("website", value, ""),
        "Birthday" => gather.birthday(&ordered_day(value, row.day_first)),
        "Anniversary" => gather.yearly("anniversary", &ordered_day(value, row.day_first)),
        "Spouse" => gather.related(value, "spouse"),
        "Children" => value.split([',', ';', '，', '；']).for_each(|child| gather.related(child, "child")),
        "Manager's Name" | "Manager’s Name" => gather.related(value, "manager"),
        "Assistant's Name" | "Assistant’s Name" => gather.related(value, "assistant"),
        "Categories" => value.split([';', ',', '；']).for_each(|tag| gather.item("tags", tag)),
        "Notes" => gather.note(value),
        "Hobby" => value.split([',', ';']).for_each(|hobby| gather.item("interests", hobby)),
        "Language" => gather.item("languages", value),
        "Given Yomi" | "Surname Yomi" => gather.fact(header, value),
        "Location" => gather.text("location", value),
        phone
            if phone.ends_with("Phone")
                || phone.ends_with("Phone 2")
                || phone.ends_with("Fax")
                || ["Pager", "Callback", "ISDN", "Telex"].contains(&phone) =>
        {
            let label = phone.trim_end_matches(" 2").trim_end_matches("Phone").trim().to_lowercase().replace("business", "work");
            gather.way("phone", value, &label);
        }
        _ => gather.fact(header, value),
    }
}
