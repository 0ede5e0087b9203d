//! Moving through the run: play, pause, step, step back, reset, and the scrub bar.

use super::super::browser::{self, use_animation_loop};
use super::super::history::act;
use super::super::state::{Playground, playground};
use super::run::Run;
use crate::api::message::Move;
use crate::descent::Outcome;
use crate::session::{DescentStoreFields, SessionStoreFields};
use leptos::prelude::*;
use rust_i18n::t;

/// How long a step takes to play.
const STEP_MS: f64 = 240.0;
/// How long it stands where motion is not wanted.
const STILL_STEP_MS: f64 = 500.0;

/// The state of the animation, which no link restores: nothing moves until the user starts it.
#[derive(Clone, Copy)]
pub struct Player {
    playground: Playground,
    run: Run,
    is_playing: RwSignal<bool>,
    /// How much of the step shown has been moved, from 0 to 1.
    pub progress: RwSignal<f64>,
}

impl Player {
    /// A player at rest. It stops with its owner, and moves nothing while the tab is hidden.
    pub fn new() -> Self {
        let playground = playground();
        let (is_playing, progress) = (RwSignal::new(false), RwSignal::new(1.0));
        let player = Player { playground, run: expect_context(), is_playing, progress };
        let is_still = browser::media("(prefers-reduced-motion: reduce)");
        use_animation_loop(player.is_playing, move |elapsed_ms| player.advance(elapsed_ms, is_still.get_untracked()));
        playground.follow_moves(move |wanted| player.follow(wanted));
        player
    }

    /// Does what is wanted of it.
    fn follow(self, wanted: Move) {
        match wanted {
            Move::Play => self.play(),
            Move::Pause => self.pause(),
            Move::Step => self.go(untrack(|| self.run.step()) + 1),
            Move::Reset => self.reset(),
        }
    }

    /// Moves on by a part of a step.
    fn advance(self, elapsed_ms: f64, is_still: bool) {
        let duration_ms = if is_still { STILL_STEP_MS } else { STEP_MS };
        let progress = self.progress.get_untracked() + elapsed_ms / duration_ms;
        if progress < 1.0 {
            self.progress.set(progress);
        } else if !self.is_over() {
            self.show(untrack(|| self.run.step()) + 1);
            self.progress.set(0.0);
        } else {
            self.pause();
        }
    }

    /// Whether nothing more will move.
    fn is_over(self) -> bool {
        untrack(|| {
            let is_at_rest = |outcome| matches!(outcome, Outcome::Converged | Outcome::Stuck);
            let has_arrived = self.run.iterate().is_none_or(|iterate| is_at_rest(iterate.outcome));
            has_arrived || self.run.step() >= self.run.last_step()
        })
    }

    /// Plays on, or from the start if the run is over.
    fn play(self) {
        if self.is_over() {
            self.show(0);
        }
        self.progress.set(1.0);
        self.is_playing.set(true);
    }

    /// Stands still where it is.
    pub fn pause(self) {
        self.is_playing.set(false);
        self.progress.set(1.0);
    }

    fn show(self, step: usize) {
        self.playground.session.descent().step().set(step);
    }

    /// Goes to another step and stands there.
    fn go(self, step: usize) {
        self.pause();
        self.show(step.min(untrack(|| self.run.last_step())));
    }

    /// Goes back to the start, and to the learning rate the run began with.
    fn reset(self) {
        self.go(0);
        act(self.playground, move || self.playground.session.descent().changes().set(Vec::new()));
    }
}

/// The buttons and the scrub bar.
#[component]
pub fn Controls(
    /// The animation they drive.
    player: Player,
) -> impl IntoView {
    let run = player.run;
    let step = move || untrack(|| run.step());
    let is_playing = player.is_playing;
    let percent = move || 100.0 * run.step() as f64 / run.last_step().max(1) as f64;
    view! {
        <div class="controls">
            <button class="button" class:strong=move || !is_playing.get() type="button" on:click=move |_| player.play()>
                <span aria-hidden="true">"▶"</span>
                {t!("descent_lab.play")}
            </button>
            <button class="button" class:strong=move || is_playing.get() type="button" on:click=move |_| player.pause()>
                {t!("descent_lab.pause")}
            </button>
            <button class="button" type="button" on:click=move |_| player.go(step().saturating_sub(1))>
                {t!("descent_lab.step_back")}
            </button>
            <button class="button" type="button" on:click=move |_| player.go(step() + 1)>
                {t!("descent_lab.step")}
            </button>
            <button class="button" type="button" on:click=move |_| player.reset()>{t!("descent_lab.reset")}</button>
            <div class="grow">
                <input
                    type="range"
                    aria-label=t!("descent_lab.scrub")
                    min="0"
                    max=move || run.last_step()
                    step="1"
                    aria-valuetext=move || t!("descent_lab.step_of", step = run.step(), last = run.last_step())
                    style:--to=move || format!("{}%", percent())
                    prop:value=move || run.step()
                    on:input:target=move |event| {
                        if let Ok(step) = event.target().value().parse() {
                            player.go(step);
                        }
                    }
                />
                <span class="numbers is-soft step-count">
                    {move || t!("descent_lab.step_of", step = run.step(), last = run.last_step())}
                </span>
            </div>
        </div>
    }
}
