//! Figures: as JSON, as a table for the terminal, and as the table of the README.

use std::{fmt::Write as _, fs, path::Path};

use anyhow::{Context, bail};
use serde::Serialize;

/// A figure next to its baseline.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Figure {
    pub(crate) name: String,
    pub(crate) value: f64,
    pub(crate) unit: &'static str,
    pub(crate) baseline: Option<&'static str>,
    pub(crate) baseline_value: Option<f64>,
    /// The median of the rounds' own ratios.
    pub(crate) ratio: Option<f64>,
    pub(crate) goal: Option<Goal>,
    /// The least of the rounds' ratios, or of the values where there is no baseline.
    pub(crate) min: f64,
    /// The greatest.
    pub(crate) max: f64,
    pub(crate) rounds: usize,
}

/// What a figure has to come to.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Goal {
    /// The ratio to the baseline.
    RatioAtLeast(f64),
    /// The value itself.
    AtMost(f64),
}

impl Figure {
    /// That of rounds in which `value` and the baseline were measured next to each other.
    pub(crate) fn compared(
        name: impl Into<String>,
        unit: &'static str,
        values: &[f64],
        (baseline, baseline_values): (&'static str, &[f64]),
        goal: Option<Goal>,
    ) -> Self {
        let ratios: Vec<f64> = values.iter().zip(baseline_values).map(|(value, base)| value / base).collect();
        Self {
            name: name.into(),
            value: median(values),
            unit,
            baseline: Some(baseline),
            baseline_value: Some(median(baseline_values)),
            ratio: Some(median(&ratios)),
            goal,
            min: percentile(&ratios, 0.0),
            max: percentile(&ratios, 1.0),
            rounds: ratios.len(),
        }
    }

    /// One that is measured once, against nothing.
    pub(crate) fn alone(name: &str, unit: &'static str, value: f64, goal: impl Into<Option<Goal>>) -> Self {
        Self {
            name: name.to_owned(),
            value,
            unit,
            baseline: None,
            baseline_value: None,
            ratio: None,
            goal: goal.into(),
            min: value,
            max: value,
            rounds: 1,
        }
    }

    /// Whether the goal is reached; one without a goal is.
    pub(crate) fn is_reached(&self) -> bool {
        match self.goal {
            None => true,
            Some(Goal::RatioAtLeast(least)) => self.ratio.is_some_and(|ratio| ratio >= least),
            Some(Goal::AtMost(most)) => self.value <= most,
        }
    }

    fn cells(&self) -> [String; 6] {
        let goal = match self.goal {
            None => String::new(),
            Some(Goal::RatioAtLeast(least)) => format!("ratio ≥ {least}"),
            Some(Goal::AtMost(most)) => format!("≤ {most} {}", self.unit),
        };
        let baseline = match (self.baseline, self.baseline_value) {
            (Some(name), Some(value)) => format!("{name}: {}", number(value)),
            _ => String::new(),
        };
        let ratio = self.ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}"));
        let spread = format!("{}–{}", spread(self.min), spread(self.max));
        [self.name.clone(), format!("{} {}", number(self.value), self.unit), baseline, ratio, spread, goal]
    }
}

const HEADINGS: [&str; 6] = ["what", "Minato", "against", "ratio", "min–max", "goal"];

/// A number with three digits that mean something.
fn number(value: f64) -> String {
    match value {
        v if v >= 100.0 => format!("{v:.0}"),
        v if v >= 10.0 => format!("{v:.1}"),
        v => format!("{v:.2}"),
    }
}

fn spread(value: f64) -> String {
    if value < 10.0 { format!("{value:.2}") } else { number(value) }
}

/// The value in the middle; 0 of none.
pub(crate) fn median(values: &[f64]) -> f64 {
    percentile(values, 0.5)
}

/// The value below which that part of the values lies; 0 of none.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "an index into a list of a few thousand"
)]
pub(crate) fn percentile(values: &[f64], part: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let index = (sorted.len().saturating_sub(1) as f64 * part).round() as usize;
    sorted.get(index).copied().unwrap_or_default()
}

/// A table for the terminal, with a mark where a goal is missed.
pub(crate) fn table(figures: &[Figure]) -> String {
    let rows: Vec<[String; 6]> = figures.iter().map(Figure::cells).collect();
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.chain([HEADINGS[column].chars().count()]).max().unwrap_or_default()
    };
    let widths: [usize; 6] = std::array::from_fn(width);
    let line = |cells: &[String; 6], mark: &str| {
        let cells = cells.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}"));
        format!("{} {mark}", cells.collect::<Vec<_>>().join("  ")).trim_end().to_owned()
    };
    let mut lines = vec![line(&HEADINGS.map(str::to_owned), "")];
    lines.extend(
        figures.iter().zip(&rows).map(|(figure, row)| line(row, if figure.is_reached() { "" } else { "MISSED" })),
    );
    lines.join("\n")
}

/// Writes the list as JSON.
pub(crate) fn write_json(path: &Path, figures: &[Figure]) -> anyhow::Result<()> {
    let directory = path.parent().context("a path without a directory")?;
    fs::create_dir_all(directory).with_context(|| format!("cannot create {}", directory.display()))?;
    let text = serde_json::to_string_pretty(figures)? + "\n";
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

const BEGIN: &str = "<!-- bench: datapath -->";
const END: &str = "<!-- /bench: datapath -->";

/// Puts the table between the two marks of a README.
pub(crate) fn rewrite_readme(path: &Path, figures: &[Figure], how: &str) -> anyhow::Result<()> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let marks = (text.find(BEGIN), text.find(END));
    let (Some(begin), Some(end)) = marks else {
        bail!("{} has no place for the table: put the lines `{BEGIN}` and `{END}` there", path.display());
    };
    let head = &text[..begin + BEGIN.len()];
    let tail = text.get(end..).filter(|_| end > begin).context("the marks for the table are in the wrong order")?;
    fs::write(path, format!("{head}\n{}\n{how}\n{tail}", markdown(figures)))
        .with_context(|| format!("cannot write {}", path.display()))
}

fn markdown(figures: &[Figure]) -> String {
    let row = |cells: &[String; 6]| format!("| {} |\n", cells.join(" | "));
    let mut text = row(&HEADINGS.map(str::to_owned)) + "| --- | --- | --- | --- | --- | --- |\n";
    for figure in figures {
        // Writing to a text does not fail.
        let _ = write!(text, "{}", row(&figure.cells()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_those_of_the_rounds() {
        let figure = Figure::compared(
            "x",
            "/s",
            &[9.0, 50.0, 80.0],
            ("raw", &[10.0, 100.0, 100.0]),
            Some(Goal::RatioAtLeast(0.85)),
        );
        assert_eq!((figure.value, figure.ratio, figure.min, figure.max), (50.0, Some(0.8), 0.5, 0.9));
        assert!(!figure.is_reached());
        assert!(Figure { goal: Some(Goal::AtMost(50.0)), ..figure.clone() }.is_reached());
        assert!(table(&[figure]).contains("MISSED"));
    }

    #[test]
    fn the_table_goes_between_its_marks() {
        let path = std::env::temp_dir().join(format!("mt-readme-{}", std::process::id()));
        let figure = Figure::compared("x", "/s", &[9.0], ("raw", &[10.0]), None);
        fs::write(&path, "no marks").unwrap();
        assert!(rewrite_readme(&path, std::slice::from_ref(&figure), "how").is_err());
        fs::write(&path, format!("before\n{BEGIN}\nold\n{END}\nafter\n")).unwrap();
        for _ in 0..2 {
            rewrite_readme(&path, std::slice::from_ref(&figure), "how").unwrap();
            let text = fs::read_to_string(&path).unwrap();
            assert!(text.starts_with("before\n") && text.ends_with("after\n") && !text.contains("old"), "{text}");
            assert_eq!(text.matches("| x | 9.00 /s | raw: 10.0 | 0.90 |").count(), 1, "{text}");
        }
        fs::remove_file(&path).unwrap();
    }
}
