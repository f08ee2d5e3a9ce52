//! Pages of a Describe operation's answer.
//!
//! Resources come in the order of their keys, and a token names the last key of its page: what is made or deleted
//! between two pages neither repeats nor hides others.

use std::ops::RangeInclusive;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::call::Fault;

const MIN_RESULTS: i32 = 5;
const MOST_RESULTS: i32 = 1000;

/// Which page is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Page {
    /// The operation, so that a token of another one is refused.
    operation: &'static str,
    after: Option<String>,
    size: Option<usize>,
}

impl Page {
    /// Reads a request's paging members, where a page holds at least 5 resources and at most `most`. `ids` names the member that lists ids when it is there: AWS does not page such.
    pub(crate) fn new(
        operation: &'static str,
        max_results: Option<i32>,
        next_token: Option<String>,
        ids: Option<&str>,
        most: i32,
    ) -> Result<Self, Fault> {
        Self::between(operation, max_results, next_token, ids, MIN_RESULTS..=most)
    }

    /// The same with other bounds for a page's size.
    pub(crate) fn between(
        operation: &'static str,
        max_results: Option<i32>,
        next_token: Option<String>,
        ids: Option<&str>,
        sizes: RangeInclusive<i32>,
    ) -> Result<Self, Fault> {
        let (least, most) = sizes.into_inner();
        if let (Some(_), Some(ids)) = (max_results, ids) {
            return Err(Fault::combination(format!(
                "The parameter {ids} cannot be used with the parameter maxResults"
            )));
        }
        if let Some(wanted) = max_results {
            let bound = match wanted {
                _ if wanted < least => Some(format!("greater than or equal to {least}")),
                _ if wanted > most => Some(format!("less than or equal to {most}")),
                _ => None,
            };
            if let Some(bound) = bound {
                return Err(Fault::value(format!(
                    "Value ( {wanted} ) for parameter maxResults is invalid. Expecting a value {bound}."
                )));
            }
        }
        let after = next_token.filter(|token| !token.is_empty()).map(|token| read(operation, &token)).transpose()?;
        let size = max_results.and_then(|size| usize::try_from(size).ok());
        Ok(Self { operation, after, size })
    }

    /// The same for operations of which AWS says that it gives 1,000 where more are asked for, and that a page holds at least
    /// `least`. Where the API reference names no least size, it is 1.
    pub(crate) fn at_most_a_thousand(
        operation: &'static str,
        max_results: Option<i32>,
        next_token: Option<String>,
        ids: Option<&str>,
        least: i32,
    ) -> Result<Self, Fault> {
        let max_results = max_results.map(|wanted| wanted.min(MOST_RESULTS));
        Self::between(operation, max_results, next_token, ids, least..=MOST_RESULTS)
    }

    /// Cuts the page out of all resources and gives the next one's token, if there is a next one.
    pub(crate) fn cut<T>(&self, mut all: Vec<T>, key: impl Fn(&T) -> String) -> (Vec<T>, Option<String>) {
        all.sort_by_key(&key);
        if let Some(after) = &self.after {
            all.retain(|resource| key(resource) > *after);
        }
        let Some(size) = self.size.filter(|size| all.len() > *size) else { return (all, None) };
        all.truncate(size);
        let token = all.last().map(|last| URL_SAFE_NO_PAD.encode(format!("{}\n{}", self.operation, key(last))));
        (all, token)
    }
}

fn read(operation: &str, token: &str) -> Result<String, Fault> {
    let text = URL_SAFE_NO_PAD.decode(token).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let key = text.as_deref().and_then(|text| text.strip_prefix(operation)?.strip_prefix('\n'));
    key.map(ToOwned::to_owned).ok_or_else(|| Fault::new("InvalidNextToken", format!("The token '{token}' is invalid.")))
}

#[cfg(test)]
mod tests {
    use minato_wire::ApiError;

    use super::*;

    fn page(max_results: Option<i32>, token: Option<String>) -> Result<Page, Fault> {
        Page::new("DescribeShips", max_results, token, None, 1000)
    }

    fn code(result: Result<Page, Fault>) -> String {
        ApiError::from(result.unwrap_err()).code.into_owned()
    }

    #[test]
    fn pages_join_to_the_whole() {
        let all: Vec<String> = (0..13).map(|number| format!("{number:02}")).collect();
        let mut seen = Vec::new();
        let mut token = None;
        loop {
            let (some, next) = page(Some(5), token).unwrap().cut(all.clone(), Clone::clone);
            seen.push(some.len());
            let Some(next) = next else { break };
            token = Some(next);
        }
        assert_eq!(seen, [5, 5, 3]);
        let (whole, next) = page(None, None).unwrap().cut(all.clone(), Clone::clone);
        assert_eq!((whole, next), (all.clone(), None));
        let (whole, next) = page(Some(13), None).unwrap().cut(all.clone(), Clone::clone);
        assert_eq!((whole.len(), next), (13, None));
    }

    #[test]
    fn what_comes_or_goes_between_pages_moves_nothing() {
        let numbers = |range: std::ops::Range<u32>| range.map(|number| format!("{number:02}")).collect::<Vec<_>>();
        let (_, token) = page(Some(5), None).unwrap().cut(numbers(0..10), Clone::clone);
        let (rest, _) = page(Some(5), token).unwrap().cut(numbers(3..12), Clone::clone);
        assert_eq!(rest, numbers(5..10));
    }

    #[test]
    fn bounds_and_tokens_are_checked() {
        assert!(page(Some(5), None).is_ok() && page(Some(1000), None).is_ok());
        for bad in [i32::MIN, 0, 4, 1001] {
            assert_eq!(code(page(Some(bad), None)), "InvalidParameterValue");
        }
        let other = URL_SAFE_NO_PAD.encode("DescribeBoats\n01");
        for bad in ["x", "", "AAAA", other.as_str()].into_iter().filter(|token| !token.is_empty()) {
            assert_eq!(code(page(None, Some(bad.to_owned()))), "InvalidNextToken");
        }
        assert_eq!(
            code(Page::new("DescribeShips", Some(5), None, Some("shipIds"), 1000)),
            "InvalidParameterCombination"
        );
    }
}
