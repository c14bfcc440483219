"""One accessible form, used by every room that asks something (save who a person is, which stays in the browser)."""

from alongside.form.fields import Field, FormError, Page
from alongside.form.form import File, Form

__all__ = ["Field", "File", "Form", "FormError", "Page"]
