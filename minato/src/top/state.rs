//! What is on the screen besides the data, and what keys make of it. It touches no terminal.

use ratatui::{
    crossterm::event::{KeyCode, KeyEvent, KeyModifiers},
    widgets::TableState,
};

use super::list::{self, Panel, Sort};
use crate::report::top::Top;

/// How many rows a page is, whatever the screen.
const PAGE: usize = 10;

/// What a key asks of who owns the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    Go,
    Quit,
}

/// A panel's own.
#[derive(Debug, Clone, Default)]
pub(super) struct PanelState {
    pub(super) sort: Sort,
    /// Which row is marked, and which is the first on the screen.
    pub(super) rows: TableState,
}

/// The screen's state.
#[derive(Debug)]
pub(super) struct State {
    /// The newest interval, as the server told it.
    top: Option<Top>,
    /// The same, filtered.
    shown: Option<Top>,
    /// Why there is nothing newer.
    pub(super) problem: Option<String>,
    pub(super) panel: Panel,
    panels: [PanelState; Panel::ALL.len()],
    pub(super) filter: String,
    /// Whether the filter is being typed.
    pub(super) is_typing: bool,
    /// Whether new intervals wait.
    pub(super) is_paused: bool,
    /// Whether one panel has all the room.
    pub(super) is_zoomed: bool,
    max_flows: usize,
}

impl State {
    /// Nothing seen yet.
    pub(super) fn new(filter: &str, max_flows: usize) -> Self {
        Self {
            top: None,
            shown: None,
            problem: None,
            panel: Panel::Interfaces,
            panels: Default::default(),
            filter: filter.to_owned(),
            is_typing: false,
            is_paused: false,
            is_zoomed: false,
            max_flows,
        }
    }

    /// What is to be shown.
    pub(super) fn shown(&self) -> Option<&Top> {
        self.shown.as_ref()
    }

    pub(super) fn of(&self, panel: Panel) -> &PanelState {
        &self.panels[panel as usize]
    }

    pub(super) fn of_mut(&mut self, panel: Panel) -> &mut PanelState {
        &mut self.panels[panel as usize]
    }

    /// Takes in what the server told, or why it did not.
    pub(super) fn take(&mut self, told: Result<Top, String>) {
        match told {
            Ok(top) => {
                self.problem = None;
                if !self.is_paused {
                    self.top = Some(top);
                    self.apply_filter();
                }
            }
            Err(problem) => self.problem = Some(problem),
        }
    }

    fn apply_filter(&mut self) {
        self.shown = self.top.as_ref().map(|top| list::filtered(top, &self.filter, self.max_flows));
    }

    /// Does what a key says.
    pub(super) fn press(&mut self, key: KeyEvent) -> Next {
        if key.code == KeyCode::Char('c') && key.modifiers.contains(KeyModifiers::CONTROL) {
            return Next::Quit;
        }
        if self.is_typing {
            self.type_filter(key);
            return Next::Go;
        }
        match key.code {
            KeyCode::Char(_) if is_command(key) => {}
            // First it gives back what was changed.
            KeyCode::Esc if !self.filter.is_empty() => {
                self.filter.clear();
                self.apply_filter();
            }
            KeyCode::Char('q') | KeyCode::Esc => return Next::Quit,
            KeyCode::Tab => self.turn(1),
            KeyCode::BackTab => self.turn(Panel::ALL.len() - 1),
            KeyCode::Char(digit @ '1'..='4') => self.panel = Panel::ALL[digit as usize - '1' as usize],
            KeyCode::Char('s') | KeyCode::Right => self.sort_by_next(1),
            KeyCode::Char('S') | KeyCode::Left => self.sort_by_next(self.panel.columns().len()),
            KeyCode::Char('r') => {
                let sort = &mut self.of_mut(self.panel).sort;
                sort.is_reversed = !sort.is_reversed;
            }
            KeyCode::Char('/') => self.is_typing = true,
            KeyCode::Char(' ') => self.is_paused = !self.is_paused,
            KeyCode::Char('z') | KeyCode::Enter => self.is_zoomed = !self.is_zoomed,
            code => self.move_mark(code),
        }
        Next::Go
    }

    fn type_filter(&mut self, key: KeyEvent) {
        match key.code {
            // As everywhere on a terminal.
            KeyCode::Char('u') if key.modifiers == KeyModifiers::CONTROL => self.filter.clear(),
            KeyCode::Char(_) if is_command(key) => return,
            KeyCode::Char(letter) => self.filter.push(letter),
            KeyCode::Backspace => drop(self.filter.pop()),
            KeyCode::Enter => self.is_typing = false,
            KeyCode::Esc => {
                self.is_typing = false;
                self.filter.clear();
            }
            _ => return,
        }
        self.apply_filter();
    }

    fn turn(&mut self, by: usize) {
        self.panel = Panel::ALL[(self.panel as usize + by) % Panel::ALL.len()];
    }

    /// Goes through the columns, and through the order that needs none.
    fn sort_by_next(&mut self, by: usize) {
        let choices = self.panel.columns().len() + 1;
        let sort = &mut self.of_mut(self.panel).sort;
        let now = sort.column.map_or(0, |column| column + 1);
        sort.column = ((now + by) % choices).checked_sub(1);
    }

    fn move_mark(&mut self, code: KeyCode) {
        let rows = &mut self.of_mut(self.panel).rows;
        let now = rows.selected();
        let down = |by| now.map_or(0, |row| row.saturating_add(by));
        let up = |by| now.map_or(0, |row| row.saturating_sub(by));
        // What is beyond the last row is the last row, when it is drawn.
        let to = match code {
            KeyCode::Down | KeyCode::Char('j') => down(1),
            KeyCode::Up | KeyCode::Char('k') => up(1),
            KeyCode::PageDown => down(PAGE),
            KeyCode::PageUp => up(PAGE),
            KeyCode::Home | KeyCode::Char('g') => 0,
            KeyCode::End | KeyCode::Char('G') => usize::MAX,
            _ => return,
        };
        rows.select(Some(to));
    }
}

/// Whether a letter's key was pressed for something else than the letter.
fn is_command(key: KeyEvent) -> bool {
    key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
}

#[cfg(test)]
mod tests {
    use super::{super::list::tests::example, *};

    fn press(state: &mut State, keys: &str) -> Next {
        let mut last = Next::Go;
        for letter in keys.chars() {
            let code = match letter {
                '\n' => KeyCode::Enter,
                '\t' => KeyCode::Tab,
                '\x1b' => KeyCode::Esc,
                '\x08' => KeyCode::Backspace,
                '↓' => KeyCode::Down,
                '↑' => KeyCode::Up,
                letter => KeyCode::Char(letter),
            };
            last = state.press(KeyEvent::new(code, KeyModifiers::NONE));
        }
        last
    }

    fn addresses(state: &State) -> Vec<&str> {
        state.shown().unwrap().interfaces.iter().filter_map(|it| it.address.as_deref()).collect()
    }

    #[test]
    fn a_filter_is_typed_kept_and_taken_back() {
        let mut state = State::new("", 100);
        state.take(Ok(example()));
        assert_eq!(press(&mut state, "/1.5q\x08"), Next::Go);
        assert_eq!((state.filter.as_str(), addresses(&state)), ("1.5", vec!["10.0.1.5"]));
        press(&mut state, "\n");
        assert!(!state.is_typing);
        // It holds for what comes.
        state.take(Ok(example()));
        assert_eq!(addresses(&state), ["10.0.1.5"]);
        assert_eq!(press(&mut state, "\x1b"), Next::Go);
        assert_eq!(addresses(&state).len(), 3);
        assert_eq!(press(&mut state, "\x1b"), Next::Quit);
        assert_eq!(press(&mut state, "q"), Next::Quit);
    }

    #[test]
    fn what_is_pressed_with_control_or_alt_is_no_letter() {
        let mut state = State::new("", 100);
        let press_with = |state: &mut State, letter, with| state.press(KeyEvent::new(KeyCode::Char(letter), with));
        press_with(&mut state, 's', KeyModifiers::CONTROL);
        assert_eq!(press_with(&mut state, 'q', KeyModifiers::ALT), Next::Go);
        assert_eq!(state.of(Panel::Interfaces).sort, Sort::default());
        press(&mut state, "/web");
        press_with(&mut state, 'a', KeyModifiers::ALT);
        press_with(&mut state, 'B', KeyModifiers::SHIFT);
        assert_eq!((state.filter.as_str(), state.is_typing), ("webB", true));
        press_with(&mut state, 'u', KeyModifiers::CONTROL);
        assert_eq!((state.filter.as_str(), state.is_typing), ("", true));
        assert_eq!(press_with(&mut state, 'c', KeyModifiers::CONTROL), Next::Quit);
    }

    #[test]
    fn a_pause_keeps_what_is_shown_and_a_problem_goes_with_the_next_line() {
        let mut state = State::new("", 100);
        state.take(Ok(example()));
        press(&mut state, " ");
        state.take(Ok(Top { tracked: 99, ..example() }));
        assert_eq!(state.shown().unwrap().tracked, 2);
        press(&mut state, " ");
        state.take(Err("the server ended".to_owned()));
        assert_eq!(state.problem.as_deref(), Some("the server ended"));
        state.take(Ok(Top { tracked: 99, ..example() }));
        assert_eq!((state.problem.as_deref(), state.shown().unwrap().tracked), (None, 99));
    }

    #[test]
    fn each_panel_has_its_own_order_and_mark() {
        let mut state = State::new("", 100);
        press(&mut state, "ss");
        assert_eq!(state.of(Panel::Interfaces).sort.column, Some(1));
        press(&mut state, "\tS");
        let last = Some(Panel::Flows.columns().len() - 1);
        assert_eq!((state.panel, state.of(Panel::Flows).sort.column), (Panel::Flows, last));
        press(&mut state, "sr↓↓");
        assert_eq!(state.of(Panel::Flows).sort, Sort { column: None, is_reversed: true });
        let marked = |state: &State, panel| state.of(panel).rows.selected();
        assert_eq!((marked(&state, Panel::Flows), marked(&state, Panel::Interfaces)), (Some(1), None));
        press(&mut state, "↑↑4");
        assert_eq!((marked(&state, Panel::Flows), state.panel), (Some(0), Panel::Tables));
        press(&mut state, "\t");
        assert_eq!(state.panel, Panel::Interfaces);
    }
}
