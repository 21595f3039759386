"""``app`` and ``server`` for a WSGI host: the bundled parks, the real one first."""

from dashboard.apps.parks import serve_parks
from dashboard.apps.public import make_app
from dashboard.render.sharing import public_address
from dashboard.settings import bundled_parks, read_settings, snapshot_folder, story_folder

settings = read_settings()
parks = serve_parks(
    bundled_parks(settings),
    root=snapshot_folder(settings),
    told=story_folder(settings),
    public_url=public_address(settings.public_url),
)
app = make_app(parks)
server = app.server

if __name__ == "__main__":
    from dashboard.__main__ import main

    raise SystemExit(main(["serve"]))
