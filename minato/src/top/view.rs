//! The screen: where each list stands, for any size of it. It decides nothing and keeps nothing.

use ratatui::{
    Frame,
    layout::{Alignment, Constraint, Layout, Rect},
    style::{Color, Modifier, Style},
    text::{Line, Span},
    widgets::{Block, Borders, Cell, Paragraph, Row, Table},
};

use super::{
    list::{self, List, Panel},
    state::State,
    text::summary,
};
use crate::report::top::Top;

/// On a screen of at least this size all panels stand side by side; on a smaller one, one of them.
const WHOLE: (u16, u16) = (80, 22);

const FAINT: Style = Style::new().add_modifier(Modifier::DIM);
const STRONG: Style = Style::new().add_modifier(Modifier::BOLD);
const MARKED: Style = Style::new().add_modifier(Modifier::REVERSED);
const BAD: Style = Style::new().fg(Color::Red);

/// What the last line says, the most useful first: what has no room is left out.
const KEYS: [(&str, &str); 9] = [
    ("q", "quit"),
    ("tab", "list"),
    ("/", "filter"),
    ("s", "sort"),
    ("r", "reverse"),
    ("z", "zoom"),
    ("space", "pause"),
    ("↑↓", "move"),
    ("1-4", "list"),
];

/// Draws everything.
pub(super) fn draw(frame: &mut Frame<'_>, state: &mut State) {
    let [head, body, foot] =
        Layout::vertical([Constraint::Length(1), Constraint::Fill(1), Constraint::Length(1)]).areas(frame.area());
    frame.render_widget(header(state), head);
    frame.render_widget(footer(state, foot.width), foot);
    // A copy, for lists mark and scroll in the state while they are drawn.
    let Some(top) = state.shown().cloned() else { return };
    let is_whole = frame.area().width >= WHOLE.0 && frame.area().height >= WHOLE.1;
    if !is_whole || state.is_zoomed {
        return draw_panel(frame, body, state, state.panel, &top);
    }
    let [upper, middle, lower] =
        Layout::vertical([Constraint::Fill(3), Constraint::Fill(4), Constraint::Fill(3)]).areas(body);
    let [left, right] = Layout::horizontal([Constraint::Fill(3), Constraint::Length(34)]).spacing(1).areas(lower);
    for (panel, area) in Panel::ALL.into_iter().zip([upper, middle, left, right]) {
        draw_panel(frame, area, state, panel, &top);
    }
}

fn header(state: &State) -> Line<'static> {
    let mut parts = vec![Span::styled("minato top  ", STRONG)];
    if let Some(problem) = &state.problem {
        parts.push(Span::styled(format!("{problem}; trying again"), BAD));
        return Line::from(parts);
    }
    match state.shown() {
        Some(top) => parts.push(Span::raw(summary(top))),
        None => parts.push(Span::styled("the first interval is under way", FAINT)),
    }
    if state.is_paused {
        parts.push(Span::styled("  paused", STRONG));
    }
    Line::from(parts)
}

fn footer(state: &State, width: u16) -> Line<'static> {
    if state.is_typing {
        return Line::from(format!("filter: {}▏ enter: keep  esc: clear", state.filter));
    }
    let mut parts = Vec::new();
    let mut left = usize::from(width);
    for (key, what) in KEYS {
        let length = key.chars().count() + what.len() + 3;
        if length > left {
            break;
        }
        left -= length;
        parts.extend([Span::styled(key, STRONG), Span::styled(format!(" {what}  "), FAINT)]);
    }
    Line::from(parts)
}

fn draw_panel(frame: &mut Frame<'_>, area: Rect, state: &mut State, panel: Panel, top: &Top) {
    let list = List::of(panel, top, state.of(panel).sort);
    let block = Block::new().borders(Borders::TOP).title(title(state, panel, list.rows.len()));
    if list.rows.is_empty() {
        let nothing = Paragraph::new(Span::styled("none", FAINT)).block(block);
        return frame.render_widget(nothing, area);
    }
    let shown = list::fitting(panel, area.width);
    let columns = panel.columns();
    let cell = |column: usize, text: String| {
        let alignment = if columns[column].is_number { Alignment::Right } else { Alignment::Left };
        Cell::from(Line::from(text).alignment(alignment))
    };
    let titles = Row::new(shown.iter().map(|column| cell(*column, columns[*column].title.to_owned()))).style(FAINT);
    let length = list.rows.len();
    let rows = list.rows.into_iter().map(|mut cells| {
        let style = if panel == Panel::Drops && cells[1].text != "0" { BAD } else { Style::new() };
        Row::new(shown.iter().map(|column| cell(*column, std::mem::take(&mut cells[*column].text)))).style(style)
    });
    let widths = shown.iter().map(|column| match column {
        0 => Constraint::Min(columns[0].width.min(area.width)),
        column => Constraint::Length(columns[*column].width),
    });
    let mark = if panel == state.panel { MARKED } else { Style::new() };
    let table = Table::new(rows, widths).header(titles).block(block).column_spacing(1).row_highlight_style(mark);
    let rows = &mut state.of_mut(panel).rows;
    rows.select(rows.selected().map(|row| row.min(length - 1)));
    frame.render_stateful_widget(table, area, rows);
}

/// `2 Flows 17 of 120, filter 10.0.1.4, by AGE ↓`
fn title(state: &State, panel: Panel, rows: usize) -> Line<'static> {
    let number = panel as usize + 1;
    let style = if panel == state.panel { STRONG } else { FAINT };
    let mut text = format!("{number} {} {rows}", panel.title());
    if panel == Panel::Flows
        && let Some(top) = state.shown()
    {
        text += &format!(" of {}", top.tracked);
    }
    if matches!(panel, Panel::Interfaces | Panel::Flows) && !state.filter.is_empty() {
        text += &format!(", filter {}", state.filter);
    }
    let sort = state.of(panel).sort;
    if let Some(column) = sort.column {
        text += &format!(", by {} {}", panel.columns()[column].title, if sort.is_reversed { "↑" } else { "↓" });
    } else if sort.is_reversed {
        text += ", reversed";
    }
    Line::from(Span::styled(format!("{text} "), style))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::{
        Terminal,
        backend::TestBackend,
        crossterm::event::{KeyCode, KeyEvent, KeyModifiers},
    };

    use super::{super::list::tests::example, *};

    /// The lines of a screen.
    fn screen(state: &mut State, width: u16, height: u16) -> Vec<String> {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| draw(frame, state)).unwrap();
        let buffer = terminal.backend().buffer();
        let line = |y| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        (0..height).map(line).collect()
    }

    fn seen() -> State {
        let mut state = State::new("", 100);
        state.take(Ok(example()));
        state
    }

    fn press(state: &mut State, code: KeyCode) {
        state.press(KeyEvent::new(code, KeyModifiers::NONE));
    }

    #[test]
    fn a_large_screen_has_every_list() {
        let lines = screen(&mut seen(), 120, 30);
        let text = lines.join("\n");
        assert_eq!(lines[0], "minato top  local  00:00:00 UTC  over 1.0 s  3 ENIs  2 flows  3 drops/s");
        for title in ["1 ENIs 3", "2 Flows 2 of 2", "3 Drops 2", "4 Tables 2"] {
            assert!(text.contains(title), "{title}:\n{text}");
        }
        let busiest = lines.iter().find(|line| line.starts_with("eni-")).unwrap();
        assert!(busiest.starts_with("eni-00000000000000005"), "{busiest}");
        for part in ["10.0.1.5", "2.00k", "16.0M", "480", "5/65.5k", "tour/5"] {
            assert!(busiest.contains(part), "{part}: {busiest}");
        }
        let flow = lines.iter().find(|line| line.contains('→')).unwrap();
        assert!(flow.starts_with("10.0.1.5:40000 → 10.0.1.4:8080") && flow.contains("3m12"), "{flow}");
        assert!(text.contains("ingress-denied") && text.contains("50%"), "{text}");
        assert!(lines[29].starts_with("q quit  tab list  / filter"), "{}", lines[29]);
    }

    #[test]
    fn a_small_screen_has_one_list_and_the_others_by_key() {
        let mut state = seen();
        let lines = screen(&mut state, 41, 8);
        assert_eq!(lines[1].trim_end_matches('─'), "1 ENIs 3 ");
        assert_eq!(lines[2], "ENI                   OUT BIT/S  IN BIT/S");
        assert_eq!(lines[3], "eni-00000000000000005     16.0M       480");
        assert_eq!(lines[6], "");
        assert_eq!(lines[7], "q quit  tab list  / filter  s sort");
        press(&mut state, KeyCode::Char('3'));
        assert!(screen(&mut state, 41, 8)[3].starts_with("ingress-denied"));
        press(&mut state, KeyCode::Char('z'));
        assert!(screen(&mut state, 120, 30)[3].starts_with("ingress-denied"), "zoomed, it has all of a large one");
    }

    #[test]
    fn a_list_scrolls_to_its_mark() {
        let mut state = seen();
        press(&mut state, KeyCode::End);
        let lines = screen(&mut state, 41, 5);
        assert!(lines[3].starts_with("eni-00000000000000006"), "{lines:?}");
        press(&mut state, KeyCode::Up);
        assert!(screen(&mut state, 41, 5)[3].starts_with("eni-00000000000000004"));
    }

    #[test]
    fn what_is_wrong_or_typed_is_shown() {
        let mut state = State::new("", 100);
        assert!(screen(&mut state, 80, 24)[0].contains("the first interval is under way"));
        state.take(Err("no server answers".to_owned()));
        assert!(screen(&mut state, 80, 24)[0].contains("no server answers; trying again"));
        state.take(Ok(example()));
        "/x".chars().for_each(|letter| press(&mut state, KeyCode::Char(letter)));
        let lines = screen(&mut state, 80, 24);
        assert!(lines[23].starts_with("filter: x"), "{lines:?}");
        assert!(lines[1].contains("1 ENIs 0, filter x") && lines[2] == "none", "{lines:?}");
        press(&mut state, KeyCode::Enter);
        "sr ".chars().for_each(|letter| press(&mut state, KeyCode::Char(letter)));
        let lines = screen(&mut state, 80, 24);
        assert!(lines[1].contains("by ENI ↑") && lines[0].ends_with("paused"), "{lines:?}");
    }

    proptest! {
        #[test]
        fn no_screen_is_too_small(width in 1..200_u16, height in 1..60_u16, keys in "[1-4szrG/ ]{0,12}") {
            let mut state = seen();
            keys.chars().for_each(|letter| press(&mut state, KeyCode::Char(letter)));
            screen(&mut state, width, height);
        }
    }
}
