//! How the model's names are written in Rust.

/// `EnableDnsSupport` → `enable_dns_support`; acronyms stay whole.
pub(crate) fn snake(name: &str) -> String {
    let characters: Vec<char> = name.replace("IPv", "Ipv").chars().collect();
    let mut text = String::new();
    for (index, &character) in characters.iter().enumerate() {
        if character.is_ascii_uppercase() && starts_word(&characters, index) {
            text.push('_');
        }
        text.push(character.to_ascii_lowercase());
    }
    text
}

/// A capital begins a word after a small letter or digit (but not as the last character: `GiB` is one word), or after
/// capitals when a small letter follows.
fn starts_word(characters: &[char], index: usize) -> bool {
    let Some(before) = index.checked_sub(1).map(|before| characters[before]) else {
        return false;
    };
    let after = characters.get(index + 1);
    if before.is_ascii_uppercase() { after.is_some_and(char::is_ascii_lowercase) } else { after.is_some() }
}

/// The name of a field or method, escaped where it is a keyword.
pub(crate) fn field(name: &str) -> String {
    let name = snake(name);
    match name.as_str() {
        "as" | "const" | "dyn" | "enum" | "fn" | "for" | "if" | "in" | "loop" | "match" | "mod" | "move" | "mut"
        | "pub" | "ref" | "return" | "static" | "struct" | "trait" | "type" | "use" | "where" | "while" => {
            format!("r#{name}")
        }
        _ => name,
    }
}

/// The name of a schema.
pub(crate) fn constant(name: &str) -> String {
    snake(name).to_uppercase()
}

/// `ec2` → `Ec2`.
pub(crate) fn capital(name: &str) -> String {
    let mut characters = name.chars();
    characters.next().map(|first| first.to_ascii_uppercase().to_string() + characters.as_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{constant, field, snake};

    #[test]
    fn names_are_split_into_words() {
        for (name, expected) in [
            ("CidrBlock", "cidr_block"),
            ("Ipv6CidrBlock", "ipv6_cidr_block"),
            ("EnableDns64", "enable_dns64"),
            ("EnableResourceNameDnsAAAARecordOnLaunch", "enable_resource_name_dns_aaaa_record_on_launch"),
            ("enableECSManagedTags", "enable_ecs_managed_tags"),
            ("sizeInGiB", "size_in_gib"),
            ("privateIPv4Address", "private_ipv4_address"),
        ] {
            assert_eq!(snake(name), expected);
        }
        assert_eq!(field("type"), "r#type");
        assert_eq!(constant("IpPermission"), "IP_PERMISSION");
    }
}
