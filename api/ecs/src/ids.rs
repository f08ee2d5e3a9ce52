//! New ids, as ECS forms them.

/// 32 hexadecimal digits: the id of a task.
pub(crate) fn task_id() -> String {
    format!("{:032x}", rand::random::<u128>())
}

/// A random UUID (version 4): the id of a container or an attachment.
pub(crate) fn uuid() -> String {
    let version_4 = rand::random::<u128>() & !(0xf << 76) & !(0x3 << 62) | (0x4 << 76) | (0x2 << 62);
    let digits = format!("{version_4:032x}");
    [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]].join("-")
}

#[cfg(test)]
mod tests {
    #[test]
    fn ids_have_their_forms() {
        for _ in 0..100 {
            let uuid = super::uuid();
            let groups: Vec<_> = uuid.split('-').map(str::len).collect();
            assert_eq!(groups, [8, 4, 4, 4, 12]);
            assert!(uuid[14..].starts_with('4') && "89ab".contains(&uuid[19..20]), "{uuid}");
            assert_eq!(super::task_id().len(), 32);
        }
    }
}
