"""The question as a Streamlit page."""

import streamlit as st
from question import ASK, CHOICES, HEADING, LAST, MEANT, TEXT

st.header(HEADING)
for words in TEXT:
    st.write(words)
choice = st.radio(ASK, list(CHOICES), format_func=CHOICES.get)
if st.button("Continue"):
    st.write(MEANT[choice])
st.write(LAST)
