//! Pages of lists: `maxResults` and `nextToken`.
//!
//! A token is the key after which the next page begins, so a page is right also when the list changed meanwhile.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::error::EcsError;

/// The most that a page holds, and what it holds when nothing is said.
const MAX_RESULTS: i32 = 100;

/// The part of `items` (pairs of a unique key and a value, in the order of the list) that a request asks for, and the
/// token of the next page if there is more.
pub(crate) fn page<T>(
    items: impl IntoIterator<Item = (String, T)>,
    max_results: Option<i32>,
    token: Option<&str>,
    descending: bool,
) -> Result<(Vec<T>, Option<String>), EcsError> {
    let size = max_results.unwrap_or(MAX_RESULTS);
    if !(1..=MAX_RESULTS).contains(&size) {
        return Err(EcsError::parameter(format!("maxResults must be between 1 and {MAX_RESULTS}.")));
    }
    let after = token.map(read_token).transpose()?;
    let is_later = |key: &str| match &after {
        Some(after) if descending => key < after.as_str(),
        Some(after) => key > after.as_str(),
        None => true,
    };
    let mut items = items.into_iter().filter(|(key, _)| is_later(key)).peekable();
    let mut values = Vec::new();
    let mut last = String::new();
    for (key, value) in items.by_ref().take(usize::try_from(size).unwrap_or(usize::MAX)) {
        values.push(value);
        last = key;
    }
    let next = items.peek().is_some().then(|| URL_SAFE_NO_PAD.encode(last));
    Ok((values, next))
}

fn read_token(token: &str) -> Result<String, EcsError> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok();
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(|| EcsError::parameter("Invalid token."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items() -> Vec<(String, u32)> {
        (0..5).map(|n| (format!("k{n}"), n)).collect()
    }

    #[test]
    fn pages_hold_every_item_once() {
        for size in 1..=6 {
            let (mut seen, mut token) = (Vec::new(), None);
            loop {
                let (values, next) = page(items(), Some(size), token.as_deref(), false).unwrap();
                assert!(!values.is_empty());
                seen.extend(values);
                let Some(next) = next else { break };
                token = Some(next);
            }
            assert_eq!(seen, [0, 1, 2, 3, 4]);
        }
    }

    #[test]
    fn a_descending_list_goes_on_downward() {
        let reversed = || items().into_iter().rev();
        let (first, token) = page(reversed(), Some(2), None, true).unwrap();
        assert_eq!(first, [4, 3]);
        assert_eq!(page(reversed(), Some(2), token.as_deref(), true).unwrap().0, [2, 1]);
    }

    #[test]
    fn wrong_sizes_and_tokens_are_refused() {
        assert!(page(items(), Some(0), None, false).is_err());
        assert!(page(items(), Some(101), None, false).is_err());
        assert!(page(items(), None, Some("%%"), false).is_err());
    }
}
