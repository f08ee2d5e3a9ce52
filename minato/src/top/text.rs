//! One interval as plain text.

use anyhow::Result;

use super::list::{List, Panel, Sort, short};
use crate::{
    output::{self, Colours, Table},
    report::top::Top,
};

/// Prints every list whole, the busiest first.
pub(super) fn print(top: &Top, colours: Colours) -> Result<()> {
    output::line(summary(top))?;
    for panel in Panel::ALL {
        let columns = panel.columns();
        let mut table = Table::with_titles(columns.iter().map(|column| column.title));
        let list = List::of(panel, top, Sort::default());
        if list.rows.is_empty() {
            continue;
        }
        for row in list.rows {
            table.row(row.into_iter().map(|cell| cell.text));
        }
        output::line("")?;
        table.print(colours)?;
    }
    Ok(())
}

/// A line of the whole.
pub(super) fn summary(top: &Top) -> String {
    let dropped: f64 = top.drops.iter().map(|drop| drop.rate.packets).sum();
    format!(
        "{}  {} UTC  over {:.1} s  {} ENIs  {} flows  {} drops/s",
        top.host,
        top.at.strftime("%H:%M:%S"),
        top.interval,
        top.interfaces.iter().filter(|it| it.interface.starts_with("eni-")).count(),
        top.tracked,
        short(dropped),
    )
}
