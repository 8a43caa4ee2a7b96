//! The window we draw ourselves: winit for events, our rasteriser for the picture, softbuffer to show it.
//!
//! It asks nothing of the graphics driver, so it works over a remote desktop and in a virtual machine.

use std::num::NonZeroU32;
use std::rc::Rc;
use std::time::{Duration, Instant};

use egui::{ClippedPrimitive, Context, FullOutput, ViewportCommand, ViewportId};
use egui_winit::accesskit_winit;
use softbuffer::Surface;
use winit::application::ApplicationHandler;
use winit::event::{StartCause, WindowEvent};
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoop, EventLoopProxy};
use winit::window::{Window, WindowId};

use super::place::{self, Placed};
use super::raster::{Canvas, Raster};
use super::{Body, MakeBody, WindowFault, WindowOptions};
use crate::widgets::theme;
use crate::widgets::tokens::color;

/// What wakes the window from outside.
enum Wake {
    Repaint(Duration),
    Access(accesskit_winit::Event),
}

impl From<accesskit_winit::Event> for Wake {
    fn from(event: accesskit_winit::Event) -> Self {
        Self::Access(event)
    }
}

/// Opens the window and stays until it is closed.
pub(super) fn run(options: WindowOptions, make: MakeBody) -> Result<(), WindowFault> {
    let system = |error: &dyn std::fmt::Display| WindowFault::System(error.to_string());
    let events = EventLoop::<Wake>::with_user_event().build().map_err(|error| system(&error))?;
    let mut shell =
        Shell { options, make: Some(make), proxy: events.create_proxy(), shown: None, wake_at: None, fault: None };
    events.run_app(&mut shell).map_err(|error| system(&error))?;
    if let Some(mut shown) = shell.shown.take() {
        shown.body.on_exit();
    }
    shell.fault.map_or(Ok(()), Err)
}

struct Shell {
    options: WindowOptions,
    make: Option<MakeBody>,
    proxy: EventLoopProxy<Wake>,
    shown: Option<Shown>,
    wake_at: Option<Instant>,
    fault: Option<WindowFault>,
}

struct Shown {
    ctx: Context,
    window: Rc<Window>,
    input: egui_winit::State,
    surface: Surface<Rc<Window>, Rc<Window>>,
    raster: Raster,
    canvas: Canvas,
    last: Vec<ClippedPrimitive>,
    body: Box<dyn Body>,
    placed: Option<Placed>,
}

impl Shell {
    fn open(&mut self, events: &ActiveEventLoop) -> Result<Shown, WindowFault> {
        let system = |error: &dyn std::fmt::Display| WindowFault::System(error.to_string());
        // Assistive technology must know the window before it can be seen.
        let wanted = Window::default_attributes().with_title(&self.options.title).with_visible(false);
        let window = Rc::new(events.create_window(wanted).map_err(|error| system(&error))?);
        let screen = softbuffer::Context::new(Rc::clone(&window)).map_err(|error| system(&error))?;
        let surface = Surface::new(&screen, Rc::clone(&window)).map_err(|error| system(&error))?;
        let ctx = Context::default();
        theme::install(&ctx);
        let proxy = self.proxy.clone();
        ctx.set_request_repaint_callback(move |info| {
            // A window that is gone needs no picture.
            let _ = proxy.send_event(Wake::Repaint(info.delay));
        });
        #[allow(clippy::cast_possible_truncation)]
        let scale = window.scale_factor() as f32;
        let mut input =
            egui_winit::State::new(ctx.clone(), ViewportId::ROOT, &window, Some(scale), None, Some(TEXTURE_SIDE));
        input.init_accesskit(events, &window, self.proxy.clone());
        place::settle(&window, self.options.wanted);
        let placed = self.options.wanted.before();
        let make = self.make.take().ok_or_else(|| WindowFault::System("resumed twice".to_owned()))?;
        let body = make(&ctx);
        window.set_visible(true);
        let (raster, canvas, last) = (Raster::default(), Canvas::default(), Vec::new());
        Ok(Shown { ctx, window, input, surface, raster, canvas, last, body, placed })
    }
}

/// As large as the glyphs of a whole screen ever need.
const TEXTURE_SIDE: usize = 8192;

impl ApplicationHandler<Wake> for Shell {
    fn resumed(&mut self, events: &ActiveEventLoop) {
        if self.shown.is_some() {
            return;
        }
        match self.open(events) {
            Ok(shown) => {
                shown.window.request_redraw();
                self.shown = Some(shown);
            }
            Err(fault) => {
                self.fault = Some(fault);
                events.exit();
            }
        }
    }

    fn new_events(&mut self, _: &ActiveEventLoop, cause: StartCause) {
        if matches!(cause, StartCause::ResumeTimeReached { .. }) {
            self.wake_at = None;
            if let Some(shown) = &self.shown {
                shown.window.request_redraw();
            }
        }
    }

    fn user_event(&mut self, _: &ActiveEventLoop, wake: Wake) {
        let Some(shown) = &mut self.shown else { return };
        match wake {
            Wake::Repaint(delay) if delay.is_zero() => shown.window.request_redraw(),
            Wake::Repaint(delay) => {
                let at = Instant::now().checked_add(delay);
                self.wake_at = [self.wake_at, at].into_iter().flatten().min();
            }
            Wake::Access(event) => {
                match event.window_event {
                    accesskit_winit::WindowEvent::ActionRequested(request) => {
                        shown.input.on_accesskit_action_request(request);
                    }
                    // A screen reader has arrived: it must be told the whole tree.
                    accesskit_winit::WindowEvent::InitialTreeRequested => shown.ctx.enable_accesskit(),
                    accesskit_winit::WindowEvent::AccessibilityDeactivated => shown.ctx.disable_accesskit(),
                }
                shown.window.request_redraw();
            }
        }
    }

    fn window_event(&mut self, events: &ActiveEventLoop, _: WindowId, event: WindowEvent) {
        let Some(shown) = &mut self.shown else { return };
        let response = shown.input.on_window_event(&shown.window, &event);
        if matches!(event, WindowEvent::Moved(_) | WindowEvent::Resized(_)) {
            shown.look();
        }
        // egui-winit asks for a frame after every event, even after the one that is the frame.
        let (is_over, wants_frame) = match event {
            WindowEvent::RedrawRequested => (shown.frame(), false),
            WindowEvent::CloseRequested => (shown.body.may_close(), true),
            _ => (false, response.repaint),
        };
        if is_over {
            events.exit();
        } else if wants_frame {
            shown.window.request_redraw();
        }
    }

    fn about_to_wait(&mut self, events: &ActiveEventLoop) {
        events.set_control_flow(self.wake_at.map_or(ControlFlow::Wait, ControlFlow::WaitUntil));
    }
}

impl Shown {
    fn look(&mut self) {
        self.placed = place::look(&self.window, self.placed);
        if let Some(placed) = self.placed {
            self.body.placed(placed);
        }
    }

    /// Draws one frame. Returns whether the window is to be closed.
    fn frame(&mut self) -> bool {
        let raw = self.input.take_egui_input(&self.window);
        let FullOutput { platform_output, mut textures_delta, shapes, pixels_per_point, viewport_output } =
            self.ctx.run_ui(raw, |ui| self.body.ui(ui));
        self.input.handle_platform_output(&self.window, platform_output);
        let has_new_textures = !textures_delta.is_empty();
        self.raster.take(&mut textures_delta);
        let primitives = self.ctx.tessellate(shapes, pixels_per_point);
        self.paint(primitives, pixels_per_point, has_new_textures);
        let mut wants_close = false;
        for command in viewport_output.into_values().flat_map(|output| output.commands) {
            match command {
                ViewportCommand::Close => wants_close = true,
                ViewportCommand::Title(title) => self.window.set_title(&title),
                ViewportCommand::Minimized(is_small) => self.window.set_minimized(is_small),
                ViewportCommand::Maximized(is_large) => self.window.set_maximized(is_large),
                ViewportCommand::Focus => self.window.focus_window(),
                _ => {}
            }
        }
        wants_close && self.body.may_close()
    }

    /// Draws what changed and shows it. A frame like the last one costs nothing.
    fn paint(&mut self, primitives: Vec<ClippedPrimitive>, scale: f32, has_new_textures: bool) {
        let size = self.window.inner_size();
        let (Some(width), Some(height)) = (NonZeroU32::new(size.width), NonZeroU32::new(size.height)) else {
            return;
        };
        let (across, down) = (size.width as usize, size.height as usize);
        let is_same_size = (self.canvas.width, self.canvas.height) == (across, down);
        if !is_same_size || has_new_textures || !is_same(&self.last, &primitives) {
            if is_same_size {
                self.canvas.clear(color::PAGE);
            } else {
                self.canvas = Canvas::filled(across, down, color::PAGE);
            }
            self.raster.draw(&mut self.canvas, &primitives, scale);
        }
        self.last = primitives;
        if self.surface.resize(width, height).is_err() {
            return;
        }
        if let Ok(mut buffer) = self.surface.buffer_mut() {
            if buffer.len() == self.canvas.pixels.len() {
                buffer.copy_from_slice(&self.canvas.pixels);
            }
            self.window.pre_present_notify();
            // A frame that could not be shown is followed by another one.
            let _ = buffer.present();
        }
    }
}

fn is_same(one: &[ClippedPrimitive], other: &[ClippedPrimitive]) -> bool {
    use egui::epaint::Primitive;
    one.len() == other.len()
        && one.iter().zip(other).all(|(a, b)| {
            a.clip_rect == b.clip_rect
                && match (&a.primitive, &b.primitive) {
                    (Primitive::Mesh(one), Primitive::Mesh(other)) => one == other,
                    (Primitive::Mesh(_) | Primitive::Callback(_), _) => false,
                }
        })
}
